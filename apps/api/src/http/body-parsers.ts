import multipart from '@fastify/multipart';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AppConfig } from '#config';
import { BarkeepError } from '#domain';
import { parseJsonBody } from '../problems/json-body.js';

type BodyLimits = Pick<AppConfig, 'BODY_LIMIT_BYTES' | 'IMPORT_LIMIT_BYTES'>;

/** JSON with the position of a fault; CSV as a stream that is never held whole; forms with one file. */
export async function addBodyParsers(app: NestFastifyApplication, limits: BodyLimits): Promise<void> {
  app.useBodyParser('application/json', { bodyLimit: limits.BODY_LIMIT_BYTES }, (_request, body, done) => {
    try {
      done(null, parseJsonBody(body.toString('utf8')));
    } catch (error) {
      done(error as Error);
    }
  });
  // Nest and Fastify read these by themselves; no address here wants them.
  app.useBodyParser('application/x-www-form-urlencoded', {}, (_request, _body, done) => {
    done(new BarkeepError('MEDIA_UNSUPPORTED', 'This address does not read forms of that kind.'));
  });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.removeContentTypeParser('text/plain');
  fastify.addContentTypeParser('text/csv', (_request, payload, done) => done(null, payload));
  await app.register(multipart, {
    throwFileSizeLimit: false,
    limits: { files: 1, fields: 20, fieldSize: 1_024, fileSize: limits.IMPORT_LIMIT_BYTES + 1 },
  });
}
