import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { BarkeepError, isFinal } from '#domain';
import type { ExplainBarPayload, RunIndicatorsPayload } from '#jobs';
import { JobProducer } from '#queue';
import { TaskLookup, type FoundTask } from '../tasks/task-lookup.js';
import { toTaskStatus } from '../tasks/task-views.js';
import { BacktestResults } from './backtest-results.service.js';

/** How long a caller waits for a worker's answer; what comes later is there for the next one who asks. */
const PATIENCE_MS = 20_000;
const FIRST_LOOK_MS = 20;
const LONGEST_PAUSE_MS = 500;
/** Tasks for one question, where earlier ones failed. */
const MOST_TASKS = 5;

/** What the jobs that look into a kept run are given. */
interface Questions {
  explain_bar: ExplainBarPayload;
  run_indicators: RunIndicatorsPayload;
}
type Job = keyof Questions;

/** Answers questions about kept runs. A worker works them out, each once; the answer stays with its task. */
@Injectable()
export class RunQuestions {
  constructor(
    @Inject(BacktestResults) private readonly results: BacktestResults,
    @Inject(TaskLookup) private readonly lookup: TaskLookup,
    @Inject(JobProducer) private readonly producer: JobProducer,
  ) {}

  /**
   * @throws BarkeepError TASK_NOT_FOUND, TASK_NOT_FINISHED, TASK_FAILED of the run; PARAMETER_INVALID, DATA_MISSING;
   * TASK_NOT_FINISHED where no worker has answered in time.
   */
  async ask<Name extends Job>(
    job: Name,
    question: Questions[Name],
    submitter: string,
  ): Promise<Readonly<Record<string, unknown>>> {
    await this.results.requireResult(question.run_id);
    const { task, source } = await this.wait(await this.submit(job, question, submitter));
    if (task.status === 'completed' && task.summary) return task.summary;
    if (task.error && isFinal(task.status)) throw new BarkeepError(task.error.code, task.error.message);
    throw new BarkeepError('TASK_NOT_FINISHED', 'The answer is not there yet; ask again in a moment.', {
      extra: { task: toTaskStatus(task, source) },
    });
  }

  /** The task that answers the question: one that was asked before, unless it failed by no fault of the question. */
  private async submit(job: Job, payload: Questions[Job], submitter: string): Promise<string> {
    const digest = createHash('sha256').update(JSON.stringify(payload)).digest('hex').slice(0, 32);
    let id = '';
    for (let count = 0; count < MOST_TASKS; count += 1) {
      id = `${job}-${digest}-${count}`;
      const known = await this.lookup.find(id);
      if (known && !isWorthAnother(known)) return id;
      if (known) continue;
      const task = { id, job, queue: 'strategy', slot: null, payload, submitter } as const;
      await this.producer.enqueue({ ...task, createdAt: Date.now() });
      return id;
    }
    return id;
  }

  private async wait(taskId: string): Promise<FoundTask> {
    const deadline = Date.now() + PATIENCE_MS;
    for (let pause = FIRST_LOOK_MS; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 1.5)) {
      const found = await this.lookup.require(taskId);
      if (isFinal(found.task.status) || Date.now() > deadline) return found;
      await sleep(pause);
    }
  }
}

function isWorthAnother({ task }: FoundTask): boolean {
  return isFinal(task.status) && task.status !== 'completed' && task.error?.code !== 'PARAMETER_INVALID';
}
