import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { buildDocument } from './build-document.js';

/** Swagger UI at `/docs`. */
export function serveDocumentPage(app: NestFastifyApplication): void {
  SwaggerModule.setup('docs', app, () => buildDocument(app), {
    raw: false,
    customSiteTitle: 'Barkeep API',
    swaggerOptions: { tryItOutEnabled: true },
  });
}
