import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { LOCAL_IDENTITY } from '../access/identity.js';
import type { AuditEntry, AuditRepository } from '#database';
import { redactText } from '#observability';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);
/** The caller is sent on, and nothing was done: what is on record is the call that the successor answers. */
const SENDING_ON = new Set([307, 308]);

/** Puts every call that may change something on record once it is answered: who, what and how it went, never a body. */
export function addAuditHook(fastify: FastifyInstance, audit: Pick<AuditRepository, 'record'>): void {
  const log = new Logger('Audit');
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url;
    if (route !== undefined && !READING.has(request.method) && !SENDING_ON.has(reply.statusCode)) {
      // Nobody waits for it: an answer was given, and the log has the call as well.
      audit.record(toEntry(request, route, reply.statusCode)).catch((error: Error) => {
        log.warn({ message: `not on record: ${error.message}`, request_id: request.id });
      });
    }
    done();
  });
}

function toEntry(request: FastifyRequest, route: string, status: number): AuditEntry {
  const { keyId, owner } = request.identity ?? LOCAL_IDENTITY;
  const [target] = Object.values((request.params ?? {}) as Record<string, string | undefined>);
  return {
    at: Date.now(),
    ...{ actor: keyId === null ? request.ip : owner, keyId },
    method: request.method,
    route,
    path: redactText(request.url.split('?', 1)[0]),
    target: target === undefined ? null : redactText(target),
    status,
    requestId: request.id,
  };
}
