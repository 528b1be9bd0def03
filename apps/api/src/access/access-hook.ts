import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { BarkeepError, isAtLeast } from '#domain';
import { sendProblem } from '../problems/problem.filter.js';
import { Authentication, credentialsIn, isCsrfToken } from './authentication.service.js';
import { LOCAL_IDENTITY, type Identity, type LeastRole } from './identity.js';
import { KeyQuotas } from './key-quotas.service.js';
import { Ownership, type Intent } from './ownership.service.js';

/** What stands at the door. */
interface Doorkeepers {
  authentication: Authentication;
  ownership: Ownership;
  quotas: KeyQuotas;
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The probes of an orchestrator, which has no key. */
const PROBES = new Set(['/health/live', '/health/ready']);
const READY = '/health/ready';

/** Members of addresses and bodies that name something of somebody's. */
const NAMED: Readonly<Record<string, 'task' | 'strategy'>> = {
  task_id: 'task',
  other_task_id: 'task',
  strategy_id: 'strategy',
  run_id: 'task',
};

/**
 * Lets in whom the operation is for, before anything of the body is read. Each route says by `config.role` what the
 * least role is; without a word readers have to be viewers and those who change something admins.
 */
export function addAccessHook(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  const keepers: Doorkeepers = {
    authentication: app.get(Authentication),
    ownership: app.get(Ownership),
    quotas: app.get(KeyQuotas),
  };
  if (!keepers.authentication.isOn) {
    fastify.decorateRequest('identity', { getter: () => LOCAL_IDENTITY });
    return;
  }
  const log = new Logger('Access');
  fastify.decorateRequest('identity', undefined);
  // After `onRequest`, so that refusals have the headers that other hooks give.
  fastify.addHook('preParsing', (request, reply, _payload, done) => {
    admit(request, reply, keepers).then(
      () => done(),
      // Answered here: pages that are served beside the operations have error handlers of their own.
      (error: Error) => sendProblem(error, request, reply, log),
    );
  });
  // What a body names is only read.
  fastify.addHook('preHandler', async ({ identity, body }) => {
    if (identity && identity.keyId !== null) await assertVisible(body, identity, 'read', keepers.ownership);
  });
  // Also where the caller has hung up.
  fastify.addHook('onSend', (_request, reply) => keepers.quotas.endBacktest(reply));
  fastify.addHook('preSerialization', (request, _reply, payload, done) => {
    done(null, request.identity || request.routeOptions.url !== READY ? payload : withoutDetails(payload));
  });
}

/** Every route that a plugin adds is for callers of that role: `plugin.addHook('onRoute', openTo('operator'))`. */
export function openTo(role: LeastRole): (route: RouteOptions) => void {
  return (route) => {
    route.config = { ...route.config, role };
  };
}

async function admit(request: FastifyRequest, reply: FastifyReply, keepers: Doorkeepers): Promise<void> {
  // What a browser asks before it sends a page's call; it comes without any key.
  if (request.method === 'OPTIONS') return;
  const least = leastRoleOf(request);
  const identity = await identify(request, least, keepers.authentication);
  request.identity = identity;
  if (least === 'anyone') {
    // Logins are kept for hours; a key that holds is no way to make any number of them.
    if (identity && !READING.has(request.method)) await keepers.quotas.takeRequest(identity, reply);
    return;
  }
  if (!identity) {
    void reply.header('WWW-Authenticate', 'Bearer realm="barkeep"');
    throw new BarkeepError(
      'UNAUTHENTICATED',
      'Send a key as `Authorization: Bearer …` or `X-API-Key: …`, or log in.',
    );
  }
  if (!isAtLeast(identity.role, least)) {
    throw new BarkeepError(
      'FORBIDDEN',
      `This takes the role ${least}; the key has the role ${identity.role}.`,
    );
  }
  assertSentByPage(request, identity);
  await keepers.quotas.takeRequest(identity, reply);
  if (request.routeOptions.config.queuesBacktest) await keepers.quotas.requireBacktest(identity, reply);
  const intent = READING.has(request.method) || request.routeOptions.config.onlyReads ? 'read' : 'change';
  await assertVisible(request.params, identity, intent, keepers.ownership);
}

function leastRoleOf({ method, routeOptions }: FastifyRequest): LeastRole {
  const { config, url } = routeOptions;
  if (url !== undefined && PROBES.has(url)) return 'anyone';
  return config.role ?? (READING.has(method) ? 'viewer' : 'admin');
}

/** Where anyone is let in, a store that is away does not keep them out. */
async function identify(
  request: FastifyRequest,
  least: LeastRole,
  authentication: Authentication,
): Promise<Identity | undefined> {
  const found = authentication.identify({ ...credentialsIn(request.headers), ticket: takeTicket(request) });
  return least === 'anyone' ? found.catch(() => undefined) : found;
}

/** Operations don't know the word. */
function takeTicket({ method, query }: FastifyRequest): string | undefined {
  const words = query as Record<string, unknown>;
  const { ticket } = words;
  if (ticket === undefined || !READING.has(method)) return undefined;
  delete words.ticket;
  return typeof ticket === 'string' ? ticket : undefined;
}

/** A browser adds the cookie to whatever page sends the call; only our page knows the token. */
export function assertSentByPage({ method, headers }: FastifyRequest, { session }: Identity): void {
  if (session === undefined || READING.has(method)) return;
  if (isCsrfToken(session, headers['x-csrf-token'])) return;
  throw new BarkeepError('FORBIDDEN', 'X-CSRF-Token has to be `csrf_token` of `GET /api/v1/session`.');
}

/** @throws BarkeepError TASK_NOT_FOUND, STRATEGY_NOT_FOUND, FORBIDDEN */
async function assertVisible(
  named: unknown,
  identity: Identity,
  intent: Intent,
  ownership: Ownership,
): Promise<void> {
  for (const [name, value] of Object.entries((named ?? {}) as Record<string, unknown>)) {
    const kind = NAMED[name];
    if (typeof value !== 'string') continue;
    if (kind === 'task') await ownership.requireTask(identity, value, intent);
    if (kind === 'strategy') await ownership.requireStrategy(identity, value, intent);
  }
}

function withoutDetails(payload: unknown): unknown {
  const { status } = (payload ?? {}) as { status?: unknown };
  return { status, details: {} };
}
