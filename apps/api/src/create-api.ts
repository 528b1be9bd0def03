import { Logger } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Socket } from 'node:net';
import type { AppConfig } from '#config';
import { AuditRepository } from '#database';
import { RedisConnections, TokenBuckets } from '#redis';
import { addAccessHook } from './access/access-hook.js';
import { Authentication } from './access/authentication.service.js';
import { KeyQuotas } from './access/key-quotas.service.js';
import { Ownership } from './access/ownership.service.js';
import { Draining } from '#observability';
import { addAuditHook } from './audit/audit-hook.js';
import { addBodyParsers } from './http/body-parsers.js';
import { requestIdOf } from './http/request-id.js';
import { addRequestHooks } from './http/request-hooks.js';
import { serveDocument } from './openapi/serve-document.js';
import { ProblemFilter, sendProblem } from './problems/problem.filter.js';
import { BarkeepIoAdapter } from './realtime/io-adapter.js';
import { PlainWebSockets } from './realtime/plain-web-sockets.js';
import { TaskAddresses } from './realtime/task-addresses.service.js';
import { TaskWatch } from './realtime/task-watch.service.js';
import { DocumentPipe } from './validation/validation.pipe.js';

const MAX_PARAM_LENGTH = 256;
const BAD_REQUEST = JSON.stringify({
  title: 'The request can’t be read',
  status: 400,
  code: 'PARAMETER_INVALID',
});

/** A client that does not speak HTTP gets a last line and no more. */
function refuseConnection(_error: Error, socket: Socket): void {
  if (socket.destroyed || !socket.writable) return;
  const head = 'HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json\r\nConnection: close';
  socket.end(`${head}\r\nContent-Length: ${Buffer.byteLength(BAD_REQUEST)}\r\n\r\n${BAD_REQUEST}`);
}

/** The HTTP server of the API, to be given to `NestFactory.create`. */
export function createAdapter(config: AppConfig): FastifyAdapter {
  const log = new Logger('Problem');
  return new FastifyAdapter({
    bodyLimit: config.BODY_LIMIT_BYTES,
    forceCloseConnections: 'idle',
    // What comes until the last connection is closed is answered: the stores close after it.
    return503OnClosing: false,
    genReqId: requestIdOf,
    requestIdHeader: false,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    // Wrong addresses are met before any route, hook or filter.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      sendProblem(error, request, reply, log);
    },
    clientErrorHandler: refuseConnection,
  });
}

/**
 * Makes an application of ApiModule (and perhaps more) answer as the contract says: errors, validation, sockets,
 * API description. Called before `listen`; `pages: false` leaves the page, Swagger UI and the queue page out.
 */
export async function configureApi(
  app: NestFastifyApplication,
  config: AppConfig,
  options: { pages?: boolean } = {},
): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  addRequestHooks(fastify);
  const draining = app.get(Draining);
  fastify.addHook('onRequest', (_request, reply, done) => {
    // The next request of this client comes to another process.
    if (draining.hasBegun) void reply.header('Connection', 'close');
    done();
  });
  addAccessHook(fastify, {
    authentication: app.get(Authentication),
    ownership: app.get(Ownership),
    quotas: app.get(KeyQuotas),
  });
  addAuditHook(fastify, app.get(AuditRepository));
  await addBodyParsers(app, config);
  app.useGlobalFilters(new ProblemFilter());
  app.useGlobalPipes(new DocumentPipe());
  if (config.CORS_ORIGINS.length > 0) {
    app.enableCors({
      origin: [...config.CORS_ORIGINS],
      exposedHeaders: ['X-Request-Id', 'Retry-After', 'Link'],
    });
  }
  app.useWebSocketAdapter(new BarkeepIoAdapter(app, config.CORS_ORIGINS));
  servePlainWebSockets(app, config);
  serveDocument(app);
  if (options.pages === false) return;
  const { serveDocumentPage } = await import('./openapi/serve-document-page.js');
  serveDocumentPage(app);
  const { serveQueuePage } = await import('./queues-ui/serve-queue-page.js');
  await serveQueuePage(app);
  const { servePage } = await import('./home/serve-page.js');
  await servePage(app);
}

function servePlainWebSockets(app: NestFastifyApplication, config: AppConfig): void {
  const sockets = new PlainWebSockets(app.get(TaskAddresses), app.get(TaskWatch), config.CORS_ORIGINS);
  sockets.attach(app.getHttpServer());
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('preClose', (done) => {
      sockets.close();
      done();
    });
}
