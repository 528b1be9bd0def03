import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { withLogContext } from '#observability';

const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

/** Probes and metrics are asked for every few seconds; their lines would bury the others. */
const QUIET = /^\/(health\/|metrics)/;

/** An upload without a byte is still one, and answered as such. */
const UPLOADS = /^(text\/csv|multipart\/)/i;

/** Clients name a content type also where they send no body; it must not be refused for its type. */
function forgetTypeOfNothing({ headers }: FastifyRequest): void {
  const isEmpty = headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
  if (isEmpty && !UPLOADS.test(headers['content-type'] ?? '')) delete headers['content-type'];
}

/** Gives every answer the request's id and safe headers, and every request one line in the log. */
export function addRequestHooks(fastify: FastifyInstance): void {
  const log = new Logger('Request');

  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('X-Request-Id', request.id).headers(SECURITY_HEADERS);
    forgetTypeOfNothing(request);
    done();
  });

  // Before the handler rather than on arrival: reading the body loses the asynchronous context.
  fastify.addHook('preValidation', (request, _reply, done) => {
    withLogContext({ request_id: request.id }, done);
  });

  fastify.addHook('onResponse', (request, reply, done) => {
    const line = {
      message: `${request.method} ${request.url.split('?', 1)[0]} ${reply.statusCode}`,
      request_id: request.id,
      status: reply.statusCode,
      duration_ms: Math.round(reply.elapsedTime * 10) / 10,
    };
    if (QUIET.test(request.url)) log.debug(line);
    else log.log(line);
    done();
  });
}
