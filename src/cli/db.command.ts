import type { Command } from 'commander';
import { findStores, loadConfig } from '#config';
import { terminalOf } from './program-options.js';

export function addDatabaseCommand(program: Command): void {
  program
    .command('db')
    .description('the database')
    .command('migrate')
    .description('bring the tables up to date')
    .option('--json', 'one JSON document instead of words')
    .action(async (_options: object, command: Command) => {
      const { migrate } = await import('#database');
      const applied = await migrate(findStores(loadConfig()).DATABASE_URL);
      terminalOf(command).show({ migrated: true, applied }, () =>
        applied.length > 0
          ? applied.map((name) => `Applied ${name}.`).join('\n')
          : 'The database is up to date: there was nothing to apply.',
      );
    });
}
