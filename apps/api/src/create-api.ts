import { Logger } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AppConfig } from '#config';
import { ApiKeyRepository, AuditRepository } from '#database';
import { Draining } from '#observability';
import { RedisConnections, TokenBuckets } from '#redis';
import { addAccessHook } from './access/access-hook.js';
import { requireKey } from './access/require-key.js';
import { SocketDoor } from './access/socket-door.service.js';
import { addAuditHook } from './audit/audit-hook.js';
import { addBodyParsers } from './http/body-parsers.js';
import { refuseConnection } from './http/refused-connection.js';
import { addRequestHooks } from './http/request-hooks.js';
import { requestIdOf } from './http/request-id.js';
import { addRequestLimit, type RequestBuckets } from './http/request-limit.js';
import { addSiteGuard } from './http/site-guard.js';
import { serveDocument } from './openapi/serve-document.js';
import { ProblemFilter, sendProblem } from './problems/problem.filter.js';
import { BarkeepIoAdapter } from './realtime/io-adapter.js';
import { PlainWebSockets } from './realtime/plain-web-sockets.js';
import { SocketLimits } from './realtime/socket-limits.js';
import { TaskAddresses } from './realtime/task-addresses.service.js';
import { TaskWatch } from './realtime/task-watch.service.js';
import { DocumentPipe } from './validation/validation.pipe.js';

const MAX_PARAM_LENGTH = 256;
/** Headers are small, also of clients that are slow to send a file. */
const HEADERS_TIMEOUT_MS = 20_000;
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
/** The HTTP server of the API, to be given to `NestFactory.create`. */
export function createAdapter(config: AppConfig): FastifyAdapter {
  const log = new Logger('Problem');
  return new FastifyAdapter({
    bodyLimit: config.BODY_LIMIT_BYTES,
    forceCloseConnections: 'idle',
    requestTimeout: config.CLIENT_TIMEOUT_SECONDS * 1_000,
    connectionTimeout: config.CLIENT_TIMEOUT_SECONDS * 1_000,
    http: { headersTimeout: Math.min(HEADERS_TIMEOUT_MS, config.CLIENT_TIMEOUT_SECONDS * 1_000) },
    trustProxy: config.TRUST_PROXY.length > 0 && [...config.TRUST_PROXY],
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
  await requireKey(config, app.get(ApiKeyRepository), (line) => new Logger('Access').warn(line));
  const fastify = app.getHttpAdapter().getInstance();
  fastify.server.maxConnections = config.MAX_CONNECTIONS;
  addRequestHooks(fastify);
  addSiteGuard(fastify, config);
  addRequestLimit(fastify, config, bucketsOf(app));
  const draining = app.get(Draining);
  fastify.addHook('onRequest', (_request, reply, done) => {
    // The next request of this client comes to another process.
    if (draining.hasBegun) void reply.header('Connection', 'close');
    done();
  });
  addAccessHook(app);
  addAuditHook(fastify, app.get(AuditRepository));
  await addBodyParsers(app, config);
  app.useGlobalFilters(new ProblemFilter());
  app.useGlobalPipes(new DocumentPipe());
  if (config.CORS_ORIGINS.length > 0) {
    app.enableCors({
      origin: config.CORS_ORIGINS.includes('*') ? '*' : [...config.CORS_ORIGINS],
      methods: METHODS,
      exposedHeaders: ['X-Request-Id', 'Retry-After', 'Link'],
    });
  }
  const limits = app.get(SocketLimits);
  app.useWebSocketAdapter(new BarkeepIoAdapter(app, config.CORS_ORIGINS, limits, app.get(SocketDoor)));
  servePlainWebSockets(app, config, limits);
  serveDocument(app);
  if (options.pages === false) return;
  const { serveDocumentPage } = await import('./openapi/serve-document-page.js');
  serveDocumentPage(app);
  const { serveQueuePage } = await import('./queues-ui/serve-queue-page.js');
  await serveQueuePage(app);
  const { servePage } = await import('./home/serve-page.js');
  await servePage(app);
}

function bucketsOf(app: NestFastifyApplication): RequestBuckets {
  const connections = app.get(RedisConnections);
  const buckets = new TokenBuckets(() => connections.tasks);
  return {
    take: (...asked) => buckets.take(...asked),
    isThere: () => connections.tasks.status === 'ready',
  };
}

function servePlainWebSockets(app: NestFastifyApplication, config: AppConfig, limits: SocketLimits): void {
  const sockets = new PlainWebSockets(
    app.get(TaskAddresses),
    app.get(TaskWatch),
    config.CORS_ORIGINS,
    limits,
    app.get(SocketDoor),
  );
  sockets.attach(app.getHttpServer());
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('preClose', (done) => {
      sockets.close();
      done();
    });
}
