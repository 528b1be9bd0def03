import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { loadConfig, readStoresNote, type StoresNote } from '#config';
import { isRunning } from '../embedded/running-process.js';
import { CliError, EXIT } from './cli-error.js';
import { terminalOf } from './program-options.js';
import { spawnInBackground } from './spawn-in-background.js';

const LOG = 'logs/barkeep.log';
const LOOK_MS = 200;
/** The first start installs and makes the stores. */
const START_MS = 120_000;
/** Running jobs get their grace time, and the stores end after them. */
const STOP_MS = 90_000;
const NODE = basename(process.execPath);
/** What is shown of the log where the start failed. */
const LAST_LINES = 5;

export function addBackgroundCommands(program: Command): void {
  program
    .command('start')
    .alias('all')
    .description(`runs all services in the background, with what they say in ${LOG}`)
    .action(async (_options: object, command: Command) => {
      const note = await start();
      const words = `Barkeep runs at ${note.api_url} as process ${note.pid}; its log is ${LOG}`;
      terminalOf(command).show(note, () => words);
    });
  program
    .command('stop')
    .description('ends the services that start began, in order')
    .action(async (_options: object, command: Command) => {
      const { pid } = await stop();
      terminalOf(command).show({ pid, stopped: true }, () => `process ${pid} has ended`);
    });
}

/** Where the running services are, without the addresses of their stores: those hold passwords. */
type Running = Pick<StoresNote, 'pid' | 'api_url'>;

async function start(): Promise<Running> {
  const home = loadConfig().BARKEEP_HOME;
  const running = readStoresNote(home);
  if (running) throw new CliError(`Barkeep runs already, as process ${running.pid}`);
  const child = spawnInBackground(['serve'], LOG);
  const end = Date.now() + START_MS;
  while (child.exitCode === null && Date.now() < end) {
    const note = readStoresNote(home);
    if (note?.api_url) return { pid: note.pid, api_url: note.api_url };
    await sleep(LOOK_MS);
  }
  const said = readFileSync(LOG, 'utf8').trimEnd().split('\n').slice(-LAST_LINES).join('\n');
  throw new CliError(`the services did not come up:\n${said}`);
}

async function stop(): Promise<Running> {
  const home = loadConfig().BARKEEP_HOME;
  const running = readStoresNote(home);
  if (!running) throw new CliError('nothing runs that could be stopped', EXIT.serviceAway);
  process.kill(running.pid, 'SIGTERM');
  const end = Date.now() + STOP_MS;
  while (Date.now() < end) {
    // The note goes first, the hold on the folder last: whoever starts right after must find it free.
    if (!readStoresNote(home) && !isRunning(running.pid, NODE)) return { pid: running.pid };
    await sleep(LOOK_MS);
  }
  throw new CliError(`process ${running.pid} has not ended after ${STOP_MS / 1_000} s`);
}
