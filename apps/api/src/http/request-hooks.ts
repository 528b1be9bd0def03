import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { BarkeepError } from '#domain';
import { isTraced, observe, openSpan, type OpenSpan } from '#observability';
import { securityHeadersOf } from './security-headers.js';

/** Probes and metrics are asked for every few seconds; their lines would bury the others. */
const QUIET = /^\/(health\/|metrics)/;

/** An upload without a byte is still one, and answered as such. */
const UPLOADS = /^(text\/csv|multipart\/)/i;

function isEmpty({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
}

/** Clients name a content type also where they send no body; it must not be refused for its type. */
function forgetTypeOfNothing(request: FastifyRequest): void {
  const { headers } = request;
  if (isEmpty(request) && !UPLOADS.test(headers['content-type'] ?? '')) delete headers['content-type'];
}

/** What no address can do anything with: a text that can't be stored, a body that is packed. */
function faultOf(request: FastifyRequest): BarkeepError | undefined {
  if (request.url.includes('%00')) {
    return new BarkeepError(
      'PARAMETER_INVALID',
      'The address holds a character that cannot be used (U+0000).',
    );
  }
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (isEmpty(request) || encoding.toLowerCase() === 'identity') return undefined;
  return new BarkeepError('MEDIA_UNSUPPORTED', 'Bodies are read as they are, not compressed.');
}

/** The span of a request goes on from that of its caller, where it names one. */
function openRequestSpan({ method, headers, routeOptions }: FastifyRequest): OpenSpan {
  const route = routeOptions.url ?? '';
  const { traceparent } = headers;
  return openSpan({
    name: `${method} ${route}`,
    kind: 'server',
    attributes: { 'http.request.method': method, 'http.route': route },
    parent: typeof traceparent === 'string' ? traceparent : undefined,
  });
}

function endRequestSpan(span: OpenSpan, status: number): void {
  span.annotate({ 'http.response.status_code': status });
  span.end(status >= 500 ? status : undefined);
}

declare module 'fastify' {
  interface FastifyRequest {
    span?: OpenSpan;
  }
}

/**
 * Gives every answer the request's id and safe headers, and every request one line in the log. Lines about a request name it
 * themselves: an asynchronous context would cost each promise of the process something.
 */
export function addRequestHooks(fastify: FastifyInstance): void {
  const log = new Logger('Request');
  fastify.decorateRequest('span', undefined);

  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id).headers(securityHeadersOf(request.url));
    forgetTypeOfNothing(request);
    done(faultOf(request));
  });

  // Before the handler rather than on arrival: reading the body loses the asynchronous context.
  fastify.addHook('preValidation', (request, _reply, done) => {
    if (!isTraced() || QUIET.test(request.url)) return done();
    request.span = openRequestSpan(request);
    request.span.within(done);
  });

  fastify.addHook('onResponse', (request, reply, done) => {
    const { statusCode: status, elapsedTime: tookMs } = reply;
    const line = {
      message: `${request.method} ${request.url.split('?', 1)[0]} ${status}`,
      request_id: request.id,
      status,
      duration_ms: Math.round(tookMs * 10) / 10,
    };
    if (QUIET.test(request.url)) log.debug(line);
    else log.log(line);
    // The pattern, not the address: every id would be a series of its own.
    const labels = { method: request.method, route: request.routeOptions.url ?? '', status };
    if (request.span) endRequestSpan(request.span, status);
    observe('barkeep_http_request_seconds', labels, tookMs / 1_000);
    done();
  });
}
