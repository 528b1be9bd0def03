import type { Job, JobsOptions, KeepJobs } from 'bullmq';
import {
  isJobName,
  jobDefinition,
  type JobName,
  type NewTask,
  type QueueDefinition,
  type QueueName,
} from '#jobs';

/** What lies in the queue for a task. Its id is the job's id, its job's name the job's name. */
export type JobData = Pick<NewTask, 'payload' | 'slot' | 'submitter' | 'createdAt' | 'replayOf' | 'trace'>;

export type TaskJob = Job<JobData, unknown, string>;

export function toJobData({ payload, slot, submitter, createdAt, replayOf, trace }: NewTask): JobData {
  return { payload, slot, submitter, createdAt, replayOf, trace };
}

/** The task of a job; undefined when the registry of this build does not know its name. */
export function toNewTask(job: TaskJob, queue: QueueName): (NewTask & { job: JobName }) | undefined {
  if (!isJobName(job.name) || job.id === undefined) return undefined;
  const { payload, slot, submitter, createdAt, replayOf, trace } = job.data;
  return { id: job.id, job: job.name, queue, payload, slot, submitter, createdAt, replayOf, trace };
}

/** How long a queue keeps finished jobs. */
export function toRetention({ retention }: QueueDefinition): {
  removeOnComplete: KeepJobs;
  removeOnFail: KeepJobs;
} {
  const { completed, failed } = retention;
  return {
    removeOnComplete: { count: completed.count },
    removeOnFail: { count: failed.count, age: failed.ageSeconds },
  };
}

/** Behind every rank; the library knows none above two million. */
const LAST = 1_000_000;

/** What is the job's own; all else comes from the row of its queue. The rank is 0 for the next, higher for later ones. */
export function toJobOptions(task: NewTask, rank: number, now: number): JobsOptions {
  const delay = task.slot === null ? 0 : Math.max(0, task.slot - now);
  return { jobId: task.id, delay, priority: jobDefinition(task.job).isLowPriority ? LAST : rank };
}
