/** A server for bench/api.mjs, in a process of its own: the API, or an empty Nest + Fastify route that does one Redis GET. */
import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Redis } from 'ioredis';
import { loadConfig } from '#config';
import { JobProducer } from '#queue';
import { createLogger, NestPinoLogger } from '#observability';
import { ApiRootModule } from '../dist/apps/api/src/api-root.module.js';
import { configureApi, createAdapter } from '../dist/apps/api/src/create-api.js';

const KEY = '{barkeep}:bench';

class BareController {
  redis = new Redis(process.env.REDIS_URL);

  onApplicationShutdown() {
    this.redis.disconnect();
  }

  async get() {
    return { value: await this.redis.get(KEY) };
  }
}
Controller('bare')(BareController);
Get()(BareController.prototype, 'get', Object.getOwnPropertyDescriptor(BareController.prototype, 'get'));

async function createBare() {
  const BareModule = class BareModule {};
  Module({ controllers: [BareController] })(BareModule);
  const app = await NestFactory.create(BareModule, new FastifyAdapter(), { logger: false });
  await app.get(BareController).redis.set(KEY, 'x'.repeat(400));
  return app;
}

async function createOurs(config) {
  const logger = new NestPinoLogger(createLogger(config, 'api'));
  const app = await NestFactory.create(ApiRootModule.forRoot(config), createAdapter(config), { logger });
  await configureApi(app, config, { pages: false });
  await app.init();
  await app.get(JobProducer).enqueue({
    ...{ id: 'bench', job: 'backtest_run', queue: 'backtest', slot: null, payload: {}, submitter: 'bench' },
    createdAt: Date.now(),
  });
  return app;
}

const app = await (process.argv[2] === 'ours' ? createOurs : createBare)(loadConfig());
await app.listen(0, '127.0.0.1');

/** Milliseconds from the head of each request to the last byte of its answer; only while somebody asks for them. */
let times;
app.getHttpServer().prependListener('request', (_request, response) => {
  if (!times) return;
  const from = performance.now();
  response.once('finish', () => times?.push(performance.now() - from));
});

const FACTS = {
  watch: () => ((times = []), true),
  times: () => {
    const seen = times;
    times = undefined;
    return seen;
  },
  cpu: () => {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
  memory: () => {
    globalThis.gc();
    return process.memoryUsage();
  },
};
process.on('message', (name) => process.send(FACTS[name]()));
process.on('disconnect', () => void app.close());
process.send({ url: await app.getUrl() });
