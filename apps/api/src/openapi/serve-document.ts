import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { buildDocument } from './build-document.js';

/** `/openapi.json`; made when it is first asked for. */
export function serveDocument(app: NestFastifyApplication): void {
  let json: string | undefined;
  app
    .getHttpAdapter()
    .getInstance()
    .get('/openapi.json', (_request, reply) => {
      json ??= JSON.stringify(buildDocument(app));
      void reply.header('Content-Type', 'application/json; charset=utf-8').send(json);
    });
}
