import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { loadConfig } from '#config';
import { ApiRootModule } from '../../apps/api/src/api-root.module.js';
import { buildDocument } from '../../apps/api/src/openapi/build-document.js';

/** docs/openapi.json, as `GET /openapi.json` answers it. Preview mode: nothing is created, no store is needed. */
export async function renderOpenApiDocument(): Promise<string> {
  const app = await NestFactory.create(ApiRootModule.forRoot(loadConfig({})), new FastifyAdapter(), {
    preview: true,
    abortOnError: false,
    logger: ['error'],
  });
  return JSON.stringify(buildDocument(app));
}
