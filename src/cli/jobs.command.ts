import Table from 'cli-table3';
import type { Command } from 'commander';
import { terminalOf } from './program-options.js';
import { findService } from './service-client.js';

interface AvailableJobs {
  jobs: { name: string; queue: string; summary: string; cron?: string | null }[];
}

export function addJobsCommand(program: Command): void {
  program
    .command('jobs')
    .description('every job, its queue and when it runs')
    .option('--url <address>', 'the Barkeep that is asked')
    .action(async (options: { url?: string }, command: Command) => {
      const available = await findService(options.url).get<AvailableJobs>(
        '/api/scheduler/queue/jobs/available',
      );
      terminalOf(command).show(available, () => toTable(available));
    });
}

function toTable({ jobs }: AvailableJobs): string {
  const table = new Table({
    head: ['job', 'queue', 'runs', 'what it does'],
    style: { head: [], border: [], compact: true },
  });
  for (const { name, queue, cron, summary } of jobs) table.push([name, queue, cron ?? 'on demand', summary]);
  return table.toString();
}
