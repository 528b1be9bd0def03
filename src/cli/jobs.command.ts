import Table from 'cli-table3';
import type { Command } from 'commander';
import { JOB_REGISTRY, toListedJob, type ListedJob } from '#jobs';
import { terminalOf } from './program-options.js';

export function addJobsCommand(program: Command): void {
  program
    .command('jobs')
    .description('every job, its queue and when it runs')
    .action((_options: object, command: Command) => {
      const jobs = JOB_REGISTRY.map(toListedJob);
      terminalOf(command).show({ count: jobs.length, jobs }, () => toTable(jobs));
    });
}

function toTable(jobs: readonly ListedJob[]): string {
  const table = new Table({
    head: ['job', 'queue', 'runs', 'what it does'],
    style: { head: [], border: [], compact: true },
  });
  for (const { name, queue, cron, time_zone: zone, summary } of jobs) {
    table.push([name, queue, cron ? `${cron} ${zone}` : 'on demand', summary]);
  }
  return table.toString();
}
