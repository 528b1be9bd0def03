#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { BARKEEP_VERSION, ConfigError } from '#config';
import { addBackfillCommand } from './backfill.command.js';
import { addBacktestCommand } from './backtest.command.js';
import { CliError, EXIT } from './cli-error.js';
import { addBackgroundCommands } from './background.command.js';
import { addControlCommand } from './control.command.js';
import { addDatabaseCommand } from './db.command.js';
import { addHealthCommand } from './health.command.js';
import { addImportCommand } from './import.command.js';
import { addInspectCommand } from './inspect.command.js';
import { addJobsCommand } from './jobs.command.js';
import { addKeysCommand } from './keys.command.js';
import { addPurgeCommand } from './purge.command.js';
import { addSchedulesCommand } from './schedules.command.js';
import { addServeCommand } from './serve.command.js';
import { addServiceCommands } from './service.command.js';
import { Terminal } from './terminal.js';
import { addTriggerCommand } from './trigger.command.js';

// Whoever reads may have seen enough: `barkeep jobs | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const isJson = process.argv.includes('--json');
const program = new Command('barkeep')
  .description('market data and backtests as a service')
  .version(BARKEEP_VERSION)
  .option('--json', 'one JSON document instead of words')
  .addHelpText('after', '\nExit codes: 0 done, 1 failed or refused, 2 wrong usage, 69 service away.')
  .showHelpAfterError()
  // Help stands between what is wrong and who reads JSON.
  .configureOutput(isJson ? { writeErr: () => undefined } : {})
  .exitOverride();

for (const add of [
  addServeCommand,
  addBackgroundCommands,
  addServiceCommands,
  addDatabaseCommand,
  addKeysCommand,
  addHealthCommand,
  addInspectCommand,
  addControlCommand,
  addPurgeCommand,
  addImportCommand,
  addBackfillCommand,
  addBacktestCommand,
  addJobsCommand,
  addTriggerCommand,
  addSchedulesCommand,
]) {
  add(program);
}
for (const command of program.commands) command.option('--json', 'one JSON document instead of words');

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** Says what went wrong in as few lines as it takes and gives the exit code. */
function report(error: unknown): number {
  const terminal = new Terminal(isJson);
  if (error instanceof CommanderError) {
    // Its help and version are no errors, and words it has said already.
    if (error.exitCode === 0) return EXIT.done;
    if (isJson) terminal.fail(error.message.replace(/^error: /, ''), { code: 'USAGE' });
    return EXIT.usage;
  }
  if (error instanceof CliError) {
    terminal.fail(error.message, error.details);
    return error.exitCode;
  }
  terminal.fail((error as Error).message, {});
  return error instanceof ConfigError ? EXIT.usage : EXIT.failed;
}
