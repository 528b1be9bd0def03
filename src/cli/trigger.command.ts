import type { Command } from 'commander';
import { UsageError } from './cli-error.js';
import { terminalOf } from './program-options.js';
import { findService } from './service-client.js';

interface Triggered {
  task_id: string;
  job_name: string;
  queue: string;
}

export function addTriggerCommand(program: Command): void {
  program
    .command('trigger <job>')
    .description('run a job now')
    .option('--params <json>', 'what the job is told')
    .option('--url <address>', 'the Barkeep that is asked')
    .action(async (job: string, options: { params?: string; url?: string }, command: Command) => {
      const body = { job_name: job, ...(options.params && { params: parseParams(options.params) }) };
      const triggered = await findService(options.url).post<Triggered>(
        '/api/scheduler/queue/tasks/trigger',
        body,
      );
      terminalOf(command).show(
        triggered,
        () => `Task ${triggered.task_id}: ${triggered.job_name} on queue ${triggered.queue}`,
      );
    });
}

function parseParams(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`--params: ${(error as Error).message}`);
  }
}
