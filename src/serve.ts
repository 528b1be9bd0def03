import { appendFile } from 'node:fs';
import { dirname, join } from 'node:path';
import { ConfigError, listCeleryVariables, loadConfig, tellUp } from '#config';
import { assertPortFree } from './assert-port-free.js';
import { needsStores, startEmbeddedStores } from './embedded/embedded-stores.js';
import { makeFolder } from './embedded/make-folder.js';
import { openHomeFolder } from './embedded/home-folder.js';
import { toGreeting } from './greeting.js';
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
  for (const line of listCeleryVariables()) say(line);
  const home = openHomeFolder(given.BARKEEP_HOME);
  await shutdown.open(Promise.resolve(home), () => home.release());
  const settings = { ...given, LOG_FILE: given.LOG_FILE || join(home.path, 'logs', 'barkeep.log') };
  makeFolder(dirname(settings.LOG_FILE), 0o700);
  endOnFault(shutdown, settings.LOG_FILE);
  // The program is read while the stores start; what is wrong up to here is said without it.
  const reading = import('./application.js');
  if (needsStores(given)) say(`Starting the stores in ${home.path} …`);
  const stores = await shutdown.open(startEmbeddedStores(settings, home.path, say), (opened) =>
    opened.stop(),
  );
  say('Preparing the database …');
  const { createApplication, loadDemo, prepareDatabase } = await reading;
  await prepareDatabase(stores.config, say);
  const app = await shutdown.open(createApplication(stores.config), (opened) => opened.close(), {
    canWait: true,
  });
  const hasDemo = !given.DATABASE_URL;
  if (hasDemo) await loadDemo(app, say);
  await app.listen(given.PORT, given.HOST);
  const apiUrl = (await app.getUrl()).replace(/\/+$/, '');
  stores.announce(apiUrl);
  tellUp(apiUrl);
  say(
    toGreeting({
      apiUrl,
      logPath: settings.LOG_FILE,
      seconds: (performance.now() - startedAt) / 1_000,
      hasDemo,
    }),
  );
}

/** A fault that nobody caught: the process can't be trusted any more, but the stores are still stopped in order. */
function endOnFault(shutdown: Shutdown, logPath: string): void {
  const onFault = (error: unknown): void => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const line = JSON.stringify({ level: 'fatal', time: new Date().toISOString(), msg: text });
    appendFile(logPath, `${line}\n`, () => undefined);
    process.stderr.write(`barkeep: an unexpected fault, see ${logPath}\n`);
    shutdown.hurry();
    void shutdown.run().then(() => process.exit(1));
  };
  process.on('uncaughtException', onFault);
  process.on('unhandledRejection', onFault);
}

/** One line, or one for each setting that is wrong. */
function linesFor(error: unknown): string {
  const faults = error instanceof ConfigError ? error.faults : [(error as Error).message];
  return faults.map((fault) => `barkeep: ${fault}`).join('\n');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
