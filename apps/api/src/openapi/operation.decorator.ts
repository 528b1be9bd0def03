import { applyDecorators, type Type } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExtension, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { ERROR_CODES, type ErrorCode } from '#domain';
import type { LeastRole } from '../access/identity.js';
import { exampleProblem, STATUS_OF_KIND } from '../problems/problem.js';
import { ProblemDto } from './problem.dto.js';

/** What the API description calls the least role of an operation. */
export const ROLE_EXTENSION = 'x-barkeep-role';

export interface OperationOptions {
  /** Unique; the name of the method in a generated client. */
  id: string;
  summary: string;
  description?: string;
  /** The codes that this operation answers with beside those of every operation. */
  errors?: readonly ErrorCode[];
  /** The operation answers while a store is away, and says so itself. */
  outlivesStores?: boolean;
  /** The least that a caller has to be: a viewer where it is left out, which an operation that changes something may not. */
  role?: LeastRole;
  /** It changes nothing of what its address names, whatever its method: shared things are open to it. */
  onlyReads?: boolean;
  /** It queues a backtest or a search, which keys have quotas of. */
  queuesBacktest?: boolean;
  /** Old clients use it; there is another one for new ones. */
  deprecated?: boolean;
}

/** Any operation may meet these. */
export const ANY_ERRORS: readonly ErrorCode[] = ['PARAMETER_INVALID', 'SITE_REFUSED'];
/** And these any but a probe. */
const COMMON_ERRORS: readonly ErrorCode[] = [
  ...ANY_ERRORS,
  ...(['RATE_LIMITED', 'INTERNAL', 'STORE_UNAVAILABLE'] as const),
];
/** And these any that does not let in anyone. */
const REFUSALS: readonly ErrorCode[] = ['UNAUTHENTICATED', 'FORBIDDEN'];
/** And these any that reads a body. */
export const BODY_ERRORS: readonly ErrorCode[] = [
  ...(['BODY_MALFORMED', 'BODY_TOO_LARGE', 'MEDIA_UNSUPPORTED', 'BODY_INVALID'] as const),
];

/** The codes by the status that they are answered with. */
export function byStatus(codes: readonly ErrorCode[]): Map<number, ErrorCode[]> {
  const groups = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const status = STATUS_OF_KIND[ERROR_CODES[code].kind];
    groups.set(status, [...(groups.get(status) ?? []), code]);
  }
  return groups;
}

const RETRY_AFTER = {
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' as const } },
};

export function describeCodes(codes: readonly ErrorCode[]): string {
  return codes.map((code) => `\`${code}\`: ${ERROR_CODES[code].title}`).join('; ');
}

export function examplesOf(codes: readonly ErrorCode[]): Record<string, { summary: string; value: object }> {
  return Object.fromEntries(codes.map((code) => [code, { summary: code, value: exampleProblem(code) }]));
}

/** Id, summary and the typed errors of an operation for the API description. */
export function Operation(options: OperationOptions): MethodDecorator {
  const { id, summary, description, errors = [], outlivesStores = false, deprecated } = options;
  const { role, onlyReads, queuesBacktest } = options;
  const common = COMMON_ERRORS.filter((code) => !(outlivesStores && code === 'STORE_UNAVAILABLE'));
  const quota: readonly ErrorCode[] = queuesBacktest ? ['QUOTA_EXCEEDED'] : [];
  const refusals = role === 'anyone' ? [] : [...REFUSALS, ...quota];
  const responses = [...byStatus([...new Set([...errors, ...refusals, ...common])])].map(([status, codes]) =>
    ApiResponse({
      status,
      description: describeCodes(codes),
      type: ProblemDto,
      ...(status === 503 || status === 429 ? { headers: RETRY_AFTER } : {}),
      examples: examplesOf(codes),
    }),
  );
  return applyDecorators(
    ApiOperation({ operationId: id, summary, description, deprecated }),
    ...(role === undefined ? [] : [ApiExtension(ROLE_EXTENSION, role)]),
    RouteConfig({ role, onlyReads, queuesBacktest }),
    ...responses,
  );
}

/** A successful JSON answer with its shape. */
export function Answers(status: number, type: Type<unknown>, description: string): MethodDecorator {
  return applyDecorators(ApiResponse({ status, type, description }));
}
