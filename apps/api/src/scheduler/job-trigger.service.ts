import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { BarkeepError } from '#domain';
import { isJobName, jobDefinition, MANUAL_JOBS, type NewTask } from '#jobs';
import { checkPayload } from '../tasks/check-payload.js';
import { TaskSubmission } from '../tasks/task-submission.service.js';
import type { BulkTaskDto } from './bulk-tasks.dto.js';
import type { TriggerJobDto } from './trigger.dto.js';

/** Queues jobs by their name. */
@Injectable()
export class JobTrigger {
  constructor(@Inject(TaskSubmission) private readonly submission: TaskSubmission) {}

  /**
   * Gives the task that was queued.
   * @throws BarkeepError JOB_NOT_FOUND with the names that there are, BODY_INVALID with every fault of the params.
   */
  async trigger(body: TriggerJobDto, submitter: string, idempotencyKey?: string): Promise<NewTask> {
    const task = await toTask(body, submitter);
    const id = await this.submission.submit(task, body, idempotencyKey);
    return { ...task, id };
  }

  /**
   * Queues many in one step; gives of each the task, or why it was refused.
   * @throws BarkeepError STORE_UNAVAILABLE when they could not be queued; then none of them will run, but for light ones, which
   * may.
   */
  async triggerAll(bodies: readonly BulkTaskDto[], submitter: string): Promise<(NewTask | BarkeepError)[]> {
    const checked = await Promise.all(
      bodies.map(async ({ idempotency_key: idempotencyKey, ...body }) => {
        const task = await toTask(body, submitter).catch(toRefusal);
        return task instanceof BarkeepError ? task : { task, body, idempotencyKey };
      }),
    );
    const submissions = checked.flatMap((one) => (one instanceof BarkeepError ? [] : one));
    const ids = (await this.submission.submitAll(submissions)).values();
    return checked.map((one) => {
      if (one instanceof BarkeepError) return one;
      const id = ids.next().value!;
      return id instanceof BarkeepError ? id : { ...one.task, id };
    });
  }
}

async function toTask({ job_name: name, params = {} }: TriggerJobDto, submitter: string): Promise<NewTask> {
  const available: readonly string[] = MANUAL_JOBS.map((job) => job.name);
  if (!isJobName(name) || !available.includes(name)) {
    throw new BarkeepError(
      'JOB_NOT_FOUND',
      `No job '${name}' can be started by hand; there are ${available.join(', ')}.`,
      {
        extra: { available },
      },
    );
  }
  await checkPayload(name, params, '/params');
  return {
    id: randomUUID(),
    job: name,
    queue: jobDefinition(name).queue,
    slot: null,
    payload: params,
    submitter,
    createdAt: Date.now(),
  };
}

function toRefusal(error: unknown): BarkeepError {
  if (error instanceof BarkeepError) return error;
  throw error;
}
