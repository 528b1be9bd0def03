import type { Command } from 'commander';
import { UsageError } from './cli-error.js';
import { terminalOf } from './program-options.js';
import { findService } from './service-client.js';

export function addPurgeCommand(program: Command): void {
  program
    .command('purge <queue>')
    .description('cancel everything that waits in a queue; the tasks stay on record and can be replayed')
    .option('--yes', 'do it; without it nothing is done')
    .option('--url <address>', 'the Barkeep that is asked')
    .action(async (queue: string, options: { yes?: boolean; url?: string }, command: Command) => {
      if (!options.yes)
        throw new UsageError(`this cancels everything that waits in ${queue}: say --yes if you mean it`);
      const path = `/api/v1/admin/queues/${encodeURIComponent(queue)}/drain`;
      const drained = await findService(options.url).post<{ cancelled: number }>(path, {});
      terminalOf(command).show(drained, () => `${drained.cancelled} tasks cancelled in ${queue}`);
    });
}
