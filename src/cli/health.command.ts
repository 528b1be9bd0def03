import Table from 'cli-table3';
import type { Command } from 'commander';
import { CliError, EXIT } from './cli-error.js';
import { terminalOf } from './program-options.js';
import { findService } from './service-client.js';

interface Health {
  overall_status: string;
  components: Record<string, unknown>;
}

export function addHealthCommand(program: Command): void {
  program
    .command('health')
    .description('whether everything that belongs to a running Barkeep is well')
    .option('--url <address>', 'the Barkeep that is asked')
    .action(async (options: { url?: string }, command: Command) => {
      const health = await findService(options.url).get<Health>('/api/v1/admin/health');
      terminalOf(command).show(health, () => toWords(health));
      if (health.overall_status !== 'healthy') process.exitCode = EXIT.failed;
    });
}

function toWords({ overall_status: overall, components }: Health): string {
  const table = new Table({ style: { head: [], border: [], compact: true } });
  for (const [name, state] of Object.entries(components)) table.push([name, ...wordsFor(state)]);
  return `${table.toString()}\n${overall}`;
}

/** A component is a word, or an object with its word in `status`, why it is so in `message`, and details beside. */
function wordsFor(state: unknown): [word: string, why: string] {
  if (typeof state === 'string') return [state, ''];
  if (typeof state === 'object' && state !== null && 'status' in state)
    return [String(state.status), 'message' in state ? String(state.message) : ''];
  throw new CliError('the service described a component in a way that is not understood here');
}
