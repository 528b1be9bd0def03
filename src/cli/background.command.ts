import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { loadConfig, readStoresNote, type StoresNote } from '#config';
import { isRunning } from '../embedded/running-process.js';
import { CliError, EXIT } from './cli-error.js';
import { terminalOf } from './program-options.js';
import { startInBackground, type Launched } from './start-in-background.js';

const LOOK_MS = 200;
/** After the grace time of running jobs: the stores end last. */
const STORES_END_MS = 70_000;
const NODE = basename(process.execPath);

export function addBackgroundCommands(program: Command): void {
  program
    .command('start')
    .alias('all')
    .description('run all services in the background, with their log in logs/barkeep.log')
    .action(async (_options: object, command: Command) => {
      const { pid, address, log } = await start();
      const words = `Barkeep runs at ${address} as process ${pid}; its log is ${log}`;
      terminalOf(command).show({ pid, api_url: address, log }, () => words);
    });
  program
    .command('stop')
    .description('end the services that start began, in order')
    .action(async (_options: object, command: Command) => {
      const { pid } = await stop();
      terminalOf(command).show({ pid, stopped: true }, () => `process ${pid} has ended`);
    });
}

/** Where the running services are, without the addresses of their stores: those hold passwords. */
type Running = Pick<StoresNote, 'pid' | 'api_url'>;

async function start(): Promise<Launched> {
  const running = readStoresNote(loadConfig().BARKEEP_HOME);
  if (running) throw new CliError(`Barkeep runs already, as process ${running.pid}`);
  return startInBackground('barkeep', ['serve']);
}

async function stop(): Promise<Running> {
  const { BARKEEP_HOME: home, SHUTDOWN_GRACE_SECONDS, DRAIN_SECONDS } = loadConfig();
  const running = readStoresNote(home);
  if (!running) throw new CliError('nothing runs that could be stopped', EXIT.serviceAway);
  process.kill(running.pid, 'SIGTERM');
  const patienceMs = (SHUTDOWN_GRACE_SECONDS + DRAIN_SECONDS) * 1_000 + STORES_END_MS;
  const end = Date.now() + patienceMs;
  while (Date.now() < end) {
    // The note goes first, the hold on the folder last: whoever starts right after must find it free.
    if (!readStoresNote(home) && !isRunning(running.pid, NODE)) return { pid: running.pid };
    await sleep(LOOK_MS);
  }
  throw new CliError(`process ${running.pid} has not ended after ${patienceMs / 1_000} s`);
}
