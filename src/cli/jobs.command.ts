import type { Command } from 'commander';
import type { ListedJob } from '#jobs';
import { terminalOf } from './program-options.js';
import { toTable } from './tables.js';

export function addJobsCommand(program: Command): void {
  program
    .command('jobs')
    .description('every job, its queue and when it runs')
    .action(async (_options: object, command: Command) => {
      const { JOB_REGISTRY, toListedJob } = await import('#jobs');
      const jobs = JOB_REGISTRY.map(toListedJob);
      terminalOf(command).show({ count: jobs.length, jobs }, () => toWords(jobs));
    });
}

function toWords(jobs: readonly ListedJob[]): string {
  return toTable(
    ['job', 'queue', 'runs', 'what it does'],
    jobs.map(({ name, queue, cron, time_zone: zone, summary }) => [
      ...[name, queue, cron ? `${cron} ${zone}` : 'on demand', summary],
    ]),
  );
}
