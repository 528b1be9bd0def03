import type { Command } from 'commander';
import { UsageError } from './cli-error.js';
import { followTask } from './follow-task.js';
import { terminalOf } from './program-options.js';
import { findService } from './service-client.js';

interface TriggerOptions {
  params?: string;
  wait?: boolean;
  url?: string;
}

/** What the service says of the queued task. */
interface Triggered {
  task_id: string;
  job_name: string;
  queue: string;
}

export function addTriggerCommand(program: Command): void {
  program
    .command('trigger <job>')
    .description('start a job by its name')
    .option('--params <json>', 'what the job is told, as a JSON object')
    .option('--wait', 'until it has ended; Ctrl-C cancels it')
    .option('--url <address>', 'the Barkeep that is asked')
    .action(async (job: string, options: TriggerOptions, command: Command) => {
      const body = { job_name: job, params: readParams(options.params) };
      const service = findService(options.url);
      const terminal = terminalOf(command);
      const task = await service.post<Triggered>('/api/scheduler/queue/tasks/trigger', body);
      const words = `${task.job_name} is task ${task.task_id} in queue ${task.queue}`;
      if (!options.wait) return terminal.show(task, () => words);
      const taskId = task.task_id;
      const cancelPath = `/api/v1/admin/tasks/${taskId}/cancel`;
      const { event, outcome } = await followTask(service, { taskId, cancelPath }, terminal);
      terminal.show({ ...task, status: event, outcome }, () => `${words}: ${event}, ${outcome}`);
    });
}

function readParams(text: string | undefined): object | undefined {
  if (text === undefined) return undefined;
  let params: unknown;
  try {
    params = JSON.parse(text);
  } catch {
    throw new UsageError('--params is not JSON');
  }
  if (typeof params === 'object' && params !== null && !Array.isArray(params)) return params;
  throw new UsageError('--params has to be a JSON object');
}
