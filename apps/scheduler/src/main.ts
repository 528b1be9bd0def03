import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { findStores, listCeleryVariables, loadConfig, refuseStart, tellUp } from '#config';
import { requireSchema } from '#database';
import { createLogger, NestPinoLogger } from '#observability';
import { SchedulerAppModule } from './scheduler-app.module.js';

async function main(): Promise<void> {
  const config = findStores(loadConfig());
  const logger = new NestPinoLogger(createLogger(config, 'scheduler'));
  for (const line of listCeleryVariables()) logger.warn(line, 'Scheduler');
  await requireSchema(config.DATABASE_URL, (line) => logger.warn(line, 'Scheduler'));
  const app = await NestFactory.create<NestFastifyApplication>(
    SchedulerAppModule.forRoot(config),
    new FastifyAdapter(),
    { logger, abortOnError: false },
  );
  app.enableShutdownHooks([], { useProcessExit: true });
  await app.listen(config.HEALTH_PORT, config.HOST);
  logger.log(`The scheduler is up, probes at ${await app.getUrl()}/health/ready`, 'Scheduler');
  tellUp(await app.getUrl());
}

await main().catch((error: Error) => refuseStart('scheduler', error));
