import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ConfigError, loadConfig, type AppConfig } from '#config';
import { migrate } from '#database';
import { createLogger, NestPinoLogger } from '#observability';
import { configureApi, createAdapter } from '../apps/api/src/create-api.js';
import { AllInOneModule } from './all-in-one.module.js';
import { assertPortFree } from './assert-port-free.js';
import { loadDemo } from './load-demo.js';
import { startEmbeddedStores, type EmbeddedStores } from './embedded/embedded-stores.js';
import { openHomeFolder } from './embedded/home-folder.js';
import { StartError } from './embedded/start-error.js';
import { toGreeting } from './greeting.js';
import { openLogFile, type LogFile } from './log-file.js';
import { Shutdown } from './shutdown.js';
import { stopOnSignal } from './stop-on-signal.js';

/** Runs everything in this process until a signal; what can't start is said in one line, with exit code 1. */
export async function serve(): Promise<void> {
  const shutdown = new Shutdown();
  stopOnSignal(shutdown, say);
  try {
    await start(shutdown);
  } catch (error) {
    // A signal while starting makes the rest of the start fail: that is no fault.
    if (shutdown.hasBegun) return;
    await shutdown.run();
    process.stderr.write(`${linesFor(error)}\n`);
    process.exit(1);
  }
}

async function start(shutdown: Shutdown): Promise<void> {
  const startedAt = performance.now();
  const given = loadConfig();
  await assertPortFree(given.HOST, given.PORT);
  const home = openHomeFolder(given.BARKEEP_HOME);
  await shutdown.open(Promise.resolve(home), () => home.release());
  const log = openLogFile(home.path);
  endOnFault(shutdown, log);
  say(`Starting the stores in ${home.path} …`);
  const stores = await shutdown.open(startEmbeddedStores(given, home.path, say), (opened) => opened.stop());
  say('Preparing the database …');
  await migrate(stores.config.DATABASE_URL);
  const app = await shutdown.open(createApp(stores.config, log), (opened) => opened.close(), { canWait: true });
  const hasDemo = !given.DATABASE_URL;
  if (hasDemo) await loadDemo(app, say);
  await app.listen(given.PORT, given.HOST);
  const apiUrl = (await app.getUrl()).replace(/\/+$/, '');
  stores.announce(apiUrl);
  say(toGreeting({ apiUrl, logPath: log.path, seconds: (performance.now() - startedAt) / 1_000, hasDemo }));
}
