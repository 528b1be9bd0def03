import { Argument, type Command } from 'commander';
import { UsageError } from './cli-error.js';
import { terminalOf } from './program-options.js';
import { findService, type ServiceClient } from './service-client.js';
import { toTable } from './tables.js';

interface WorkerView {
  name: string;
  state: string;
  queues: string[];
  concurrency: number | null;
  active: { task_id: string; job: string }[];
  processed: number;
  failed: number;
  memory_mb: number | null;
}

interface TaskView {
  task_id: string;
  job: string;
  status: string;
  attempt: number;
  progress: number;
  message: string;
}

interface WaitingTask {
  task_id: string;
  job: string;
  queue: string;
  slot: string | null;
  created_at: string;
}

interface ScheduledJob {
  job: string;
  cron: string;
  time_zone: string;
  queue: string;
  next_run: string | null;
  last_outcome: string | null;
  paused: boolean;
}

interface TaskDetail {
  task_id: string;
  job: string;
  status: string;
  timeline: {
    attempt: number;
    worker: string;
    started_at: string;
    ended_at: string | null;
    outcome: string | null;
    error: { code: string; message: string } | null;
  }[];
}

/** What can be looked at: where it is read, and how it is told to a person. */
interface View {
  read(service: ServiceClient, id: string | undefined): Promise<object>;
  toWords(answer: never): string;
}

const VIEWS: Readonly<Record<string, View>> = {
  workers: {
    read: (service) => service.get('/api/v1/admin/workers'),
    toWords: ({ workers }: { workers: WorkerView[] }) =>
      toTable(
        ['worker', 'state', 'queues', 'at once', 'active', 'processed', 'failed', 'MB'],
        workers.map((worker) => [
          ...[worker.name, worker.state, worker.queues.join(' '), worker.concurrency ?? ''],
          ...[worker.active.length, worker.processed, worker.failed, worker.memory_mb ?? ''],
        ]),
      ),
  },
  active: {
    read: readRunning,
    toWords: ({ tasks }: { tasks: TaskView[] }) =>
      toTable(
        ['task', 'job', 'attempt', '%', 'message'],
        tasks.map((task) => [task.task_id, task.job, task.attempt, Math.floor(task.progress), task.message]),
      ),
  },
  reserved: {
    read: (service) => service.get('/api/v1/admin/tasks?status=pending&limit=200'),
    toWords: ({ items }: { items: WaitingTask[] }) =>
      toTable(
        ['task', 'job', 'queue', 'since or planned for'],
        items.map((task) => [task.task_id, task.job, task.queue, task.slot ?? task.created_at]),
      ),
  },
  scheduled: {
    read: (service) => service.get('/api/scheduler/queue/tasks/scheduled'),
    toWords: ({ jobs }: { jobs: ScheduledJob[] }) =>
      toTable(
        ['job', 'cron', 'queue', 'next run', 'last outcome'],
        jobs.map((job) => [
          ...[job.job, `${job.cron} ${job.time_zone}`, job.queue],
          ...[job.paused ? 'paused' : (job.next_run ?? ''), job.last_outcome ?? ''],
        ]),
      ),
  },
  task: {
    read: (service, id) => {
      if (id === undefined) throw new UsageError('inspect task wants the id of the task');
      return service.get(`/api/v1/admin/tasks/${encodeURIComponent(id)}`);
    },
    toWords: ({ task_id: id, job, status, timeline }: TaskDetail) =>
      `${job} ${id}: ${status}\n` +
      toTable(
        ['attempt', 'worker', 'started', 'ended', 'outcome', 'error'],
        timeline.map((run) => [
          ...[run.attempt, run.worker, run.started_at, run.ended_at ?? '', run.outcome ?? 'running'],
          run.error ? `${run.error.code}: ${run.error.message}` : '',
        ]),
      ),
  },
};

/** What workers are at; what waits is `reserved`, as with Celery. */
async function readRunning(service: ServiceClient): Promise<{ count: number; tasks: TaskView[] }> {
  const { tasks } = await service.get<{ tasks: TaskView[] }>('/api/v1/admin/tasks/active');
  const running = tasks.filter(({ status }) => status === 'running');
  return { count: running.length, tasks: running };
}

export function addInspectCommand(program: Command): void {
  program
    .command('inspect')
    .description('what workers, tasks and schedules are at')
    .addArgument(new Argument('[what]').choices(Object.keys(VIEWS)).default('workers'))
    .argument('[id]', 'of the task, for task')
    .option('--url <address>', 'the Barkeep that is asked')
    .action(async (what: string, id: string | undefined, options: { url?: string }, command: Command) => {
      const answer = await VIEWS[what].read(findService(options.url), id);
      terminalOf(command).show(answer, () => VIEWS[what].toWords(answer as never));
    });
}
