import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { ErrorCode } from '#domain';
import { SESSION_COOKIE } from '../access/authentication.service.js';
import { API_VERSION } from '../home/api-version.js';
import {
  ANY_ERRORS,
  BODY_ERRORS,
  byStatus,
  describeCodes,
  examplesOf,
  ROLE_EXTENSION,
} from './operation.decorator.js';
import { shareResponses } from './share-responses.js';

type Json = Record<string, unknown>;

/**
 * The decorators speak OpenAPI 3.0, where `nullable` and `example` are members of a schema; in 3.1 a schema is JSON
 * Schema, which has `null` among the types and a list of `examples`.
 */
function toSchema31(schema: Json): Json {
  const { nullable, example, ...stated } = schema;
  const rest = sayDefault(stated);
  const examples = example === undefined ? {} : { examples: [example] };
  if (!nullable) return { ...rest, ...examples };
  if (typeof rest.type !== 'string') return { anyOf: [{ ...rest }, { type: 'null' }], ...examples };
  const choices = Array.isArray(rest.enum) ? { enum: [...(rest.enum as unknown[]), null] } : {};
  return { ...rest, ...choices, type: [rest.type, 'null'], ...examples };
}

/** Generators of clients take a member with a default for one that has to be given; the words say it as well. */
function sayDefault({ default: value, ...schema }: Json): Json {
  if (value === undefined) return schema;
  const words = [schema.description, `Default: ${JSON.stringify(value)}.`].filter(Boolean).join(' ');
  return { ...schema, description: words };
}

const isSchema = (value: Json): boolean => 'type' in value || 'nullable' in value || 'allOf' in value;

/** `named` is set for a map of schemas by the names of members, which may be `type` or `default`. */
function rewrite(value: unknown, named = false): unknown {
  if (Array.isArray(value)) return value.map((item) => rewrite(item));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value as Json).map(([key, member]) => [
    key,
    // Examples are data, not schemas.
    !named && (key === 'example' || key === 'examples')
      ? member
      : rewrite(member, !named && key === 'properties'),
  ]);
  const copy = Object.fromEntries(members) as Json;
  return !named && isSchema(copy) ? toSchema31(copy) : copy;
}

interface JsonContent {
  'application/json'?: { schema?: { $ref?: string } };
}

/** Problem documents have a media type of their own. */
function labelProblems(document: OpenAPIObject): void {
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path as Record<string, { responses?: Record<string, Json> }>)) {
      for (const response of Object.values(operation.responses ?? {})) {
        const json = (response.content as JsonContent | undefined)?.['application/json'];
        if (json?.schema?.$ref?.endsWith('/Problem')) response.content = { 'application/problem+json': json };
      }
    }
  }
}

/** What any operation answers to one that it can't take, besides what it states itself. */
function stateRefusals(document: OpenAPIObject): void {
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path as Record<string, Json>)) {
      const codes = operation.requestBody ? [...ANY_ERRORS, ...BODY_ERRORS] : ANY_ERRORS;
      const responses = [...byStatus(codes)].map(([status, some]) => [status, toResponse(some)]);
      operation.responses = { ...Object.fromEntries(responses), ...(operation.responses as Json) };
    }
  }
}

function toResponse(codes: readonly ErrorCode[]): Json {
  const schema = { $ref: '#/components/schemas/Problem' };
  const content = { 'application/problem+json': { schema, examples: examplesOf(codes) } };
  return { description: describeCodes(codes), content };
}

const READING = new Set(['get', 'head']);

/** Operations that say nothing are open to viewers. */
function stateRoles(document: OpenAPIObject): void {
  for (const path of Object.values(document.paths)) {
    for (const [method, operation] of Object.entries(path as Record<string, Json>)) {
      if (READING.has(method)) operation[ROLE_EXTENSION] ??= 'viewer';
      if (operation[ROLE_EXTENSION] === 'anyone') operation.security = [];
    }
  }
}

/** The description of the API, OpenAPI 3.1. */
export function buildDocument(app: INestApplication): OpenAPIObject {
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Barkeep')
    .setDescription(
      'Keeps market data and runs backtests as a service. Members are snake_case, instants ISO 8601 in UTC with ' +
        'milliseconds. Errors are `application/problem+json` (RFC 9457) and name every fault at once.\n\n' +
        'Live events: Socket.IO namespace `/ws/backtest/{task_id}` (`auth.last_seq` resumes), a plain WebSocket on ' +
        'the same path (`?last_seq=`), or server-sent events.\n\n' +
        'Where access is on, callers show a key: `Authorization: Bearer …`, `X-API-Key: …`, `auth.key` of Socket.IO, a ' +
        'login of the page, or where no header can be sent a one-use `?ticket=`. `x-barkeep-role` is the least role of ' +
        'an operation: viewer, trader, operator, admin.',
    )
    .setVersion(API_VERSION)
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A key, `bk_…`.' }, 'bearer')
    .addApiKey({ type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'The same.' }, 'api_key')
    .addCookieAuth(
      SESSION_COOKIE,
      { type: 'apiKey', description: 'A login of the page; changing calls send `X-CSRF-Token` with it.' },
      'session',
    )
    .addSecurityRequirements('bearer')
    .addSecurityRequirements('api_key')
    .addSecurityRequirements('session')
    .addServer('/', 'This Barkeep')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .build();
  const document = SwaggerModule.createDocument(app, base, {
    operationIdFactory: (controller, method) =>
      `${controller.replace(/Controller$/, '').toLowerCase()}_${method}`,
  });
  labelProblems(document);
  stateRefusals(document);
  stateRoles(document);
  return shareResponses(rewrite(document) as OpenAPIObject);
}
