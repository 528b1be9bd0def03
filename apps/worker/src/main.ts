import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { findStores, listCeleryVariables, loadConfig, refuseStart, tellUp } from '#config';
import { requireSchema } from '#database';
import { createLogger, NestPinoLogger } from '#observability';
import { WorkerAppModule } from './worker-app.module.js';
import { parseWorkerOptions } from './worker-options.js';

async function main(): Promise<void> {
  const options = parseWorkerOptions(process.argv.slice(2));
  const found = findStores(loadConfig());
  const config = { ...found, LOG_LEVEL: options.logLevel ?? found.LOG_LEVEL };
  const logger = new NestPinoLogger(createLogger(config, 'worker'));
  for (const line of listCeleryVariables()) logger.warn(line, 'Worker');
  await requireSchema(config.DATABASE_URL, (line) => logger.warn(line, 'Worker'));
  const app = await NestFactory.create<NestFastifyApplication>(
    WorkerAppModule.forRoot(config, options),
    new FastifyAdapter(),
    { logger, abortOnError: false },
  );
  app.enableShutdownHooks([], { useProcessExit: true });
  await app.listen(config.HEALTH_PORT, config.HOST);
  logger.log(`Worker ${options.name} is up, probes at ${await app.getUrl()}/health/ready`, 'Worker');
  tellUp(await app.getUrl());
}

await main().catch((error: Error) => refuseStart('worker', error));
