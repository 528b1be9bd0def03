import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AppConfig } from '#config';
import { migrate, requireSchema } from '#database';
import { createLogger, NestPinoLogger } from '#observability';
import { configureApi, createAdapter } from '../apps/api/src/create-api.js';
import { AllInOneModule } from './all-in-one.module.js';

export { loadDemo } from './load-demo.js';

/** Brings the tables up to date. */
export async function prepareDatabase(config: AppConfig, say: (line: string) => void): Promise<void> {
  await migrate(config.DATABASE_URL);
  await requireSchema(config.DATABASE_URL, say);
}

/** The three apps as one Nest application that does not listen yet. */
export async function createApplication(config: AppConfig): Promise<NestFastifyApplication> {
  const logger = new NestPinoLogger(createLogger(config, 'barkeep'));
  const app = await NestFactory.create<NestFastifyApplication>(
    AllInOneModule.forRoot(config),
    createAdapter(config),
    { logger, abortOnError: false },
  );
  await configureApi(app, config);
  return app;
}
