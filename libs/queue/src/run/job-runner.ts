import { BarkeepError } from '#domain';
import {
  computeTimeoutMs,
  FENCED,
  jobDefinition,
  MAX_WORKER_LOSSES,
  NO_PROGRESS,
  parsePayload,
  RETRY_POLICIES,
  type Handler,
  type HandlerMap,
  type JobContext,
  type JobName,
  type LimitSettings,
  type NewTask,
  type OpenedRun,
  type RunHistory,
  type Task,
  type TaskEnding,
  type TaskEvent,
  type TaskLogger,
  type TaskProgress,
  type TaskStore,
} from '#jobs';
import { concludeRun, toEnding, toTaskError, type Conclusion, type HandlerReturn } from './conclude-run.js';
import { LiveRun } from './live-run.js';
import { toObservedRun, type ObservedRun } from './observed-run.js';
import { persist, type Persistence } from './persist.js';
import type { FindSkipReason } from './skip-reason.js';
import type { Verdict } from './verdict.js';

const STARTED: TaskEvent = {
  event: 'progress',
  progress: { ...NO_PROGRESS, message: 'Started', stage: 'loading' },
};

type Opened = Extract<OpenedRun, { state: 'opened' }>;

export interface JobRunnerOptions {
  history: RunHistory;
  store: TaskStore;
  handlers: HandlerMap;
  settings: LimitSettings;
  /** The name under which this worker opens runs. */
  worker: string;
  /** Says why a scheduled task should not run any more. */
  skipReason: FindSkipReason;
  logger: (taskId: string) => TaskLogger;
  heartbeatMs: number;
  /** How long a handler that was told to stop is waited for. */
  abortGraceMs: number;
  persistence: Persistence;
  /** Wraps each run, so that log lines written inside carry the task's id, and its trace goes on. */
  around?: <Result>(task: NewTask, run: () => Promise<Result>) => Promise<Result>;
  /** Told of every run that was opened, once it is over. */
  onRun?: (run: ObservedRun) => void;
}

/** Runs tasks, each from opening to ending. It knows neither the queue library nor a store. */
export class JobRunner {
  private readonly live = new Map<string, LiveRun>();
  private isTaking = true;

  constructor(private readonly options: JobRunnerOptions) {}

  /** From now on every delivery is given back: a paused worker still gets the one that it was waiting for. */
  stopTaking(): void {
    this.isTaking = false;
  }

  resumeTaking(): void {
    this.isTaking = true;
  }

  /** Tells every run to stop so that other workers can take the tasks. */
  giveBackAll(): void {
    this.live.forEach((run) => run.giveBack());
  }

  get running(): number {
    return this.live.size;
  }

  /**
   * Runs the task to its ending, or says how it goes on. Throws when a store stayed away; then the
   * delivery should be repeated later. The signal cancels it.
   */
  run(task: NewTask, signal?: AbortSignal): Promise<Verdict> {
    const { around } = this.options;
    const run = () => this.runTask(task, signal);
    return around ? around(task, run) : run();
  }

  private async runTask(task: NewTask, signal: AbortSignal | undefined): Promise<Verdict> {
    if (!this.isTaking) return { kind: 'release' };
    const { history, worker } = this.options;
    const opened = await history.open(task.id, worker, Date.now());
    if (opened.state === 'unknown') return { kind: 'dropped' };
    if (opened.state === 'finished') return this.repeatEnding(opened.task);
    const startedAt = Date.now();
    try {
      const verdict = await this.runOpened(task, opened, signal);
      this.options.onRun?.(toObservedRun(task, opened, verdict, startedAt));
      return verdict;
    } catch (error) {
      await history.release(task.id, opened.fence, Date.now()).catch(() => false);
      throw error;
    }
  }

  /** A task that ended before: its watchers may not have been told. */
  private async repeatEnding(task: Task): Promise<Verdict> {
    const { id, fence, status, outcome, error, summary, finishedAt } = task;
    const ending = { status, outcome, error, summary, finishedAt } as TaskEnding;
    await this.options.store.append(id, fence, { event: ending.status, ending });
    return { kind: 'ended', status: ending.status, outcome, reason: error?.message ?? null };
  }

  private async runOpened(task: NewTask, opened: Opened, signal: AbortSignal | undefined): Promise<Verdict> {
    const { store, settings, worker, heartbeatMs, logger } = this.options;
    const opening = { fence: opened.fence, attempt: opened.attempt, worker, startedAt: Date.now() };
    const state = await store.open(task.id, opening, { task, event: STARTED });
    if (state === FENCED) return { kind: 'dropped' };
    const run = new LiveRun({
      ...{ taskId: task.id, fence: opened.fence, heartbeatMs, store },
      remainingMs: computeTimeoutMs(jobDefinition(task.job), settings) - state.spentMs,
      restore: async () => {
        await store.create(task);
        await store.open(task.id, opening);
      },
      onError: (error) => logger(task.id).warn('The task store did not answer', { error: String(error) }),
    });
    this.live.set(task.id, run);
    if (signal) run.follow(signal);
    try {
      return await this.runLive(task, opened, run, state.spentMs);
    } finally {
      run.close();
      this.live.delete(task.id);
    }
  }

  private async runLive(task: NewTask, opened: Opened, run: LiveRun, spentMs: number): Promise<Verdict> {
    const refusal = await this.findRefusal(task, opened, spentMs);
    if (refusal) return this.end(task, opened.fence, run, refusal);
    const returned = await this.callHandler(task, opened, run);
    if (!returned.ok && !run.signal.aborted) this.logFailure(task.id, returned.error);
    await run.outbox.close();
    const conclusion = concludeRun(returned, run.signal, {
      attempt: opened.attempt,
      policy: RETRY_POLICIES[jobDefinition(task.job).retry],
      chance: Math.random(),
      now: Date.now(),
    });
    return this.carryOut(task, opened.fence, run, conclusion);
  }

  /** An ending for a task whose handler should not be called at all. */
  private async findRefusal(task: NewTask, opened: Opened, spentMs: number): Promise<TaskEnding | undefined> {
    const refuse = (code: 'WORKER_LOST' | 'TASK_CANCELLED' | 'TASK_TIMEOUT', message: string): TaskEnding =>
      toEnding({ code, message }, Date.now());
    if (opened.losses > MAX_WORKER_LOSSES) {
      return refuse('WORKER_LOST', `${opened.losses} workers were lost while they ran this task`);
    }
    if (opened.cancelRequested) return refuse('TASK_CANCELLED', 'The task was cancelled');
    if (computeTimeoutMs(jobDefinition(task.job), this.options.settings) <= spentMs) {
      return refuse('TASK_TIMEOUT', 'The task took longer than allowed');
    }
    const isFirstRun = opened.attempt === 1 && opened.losses === 0;
    const skipped = isFirstRun ? await this.options.skipReason(task) : undefined;
    if (!skipped) return undefined;
    return {
      status: 'completed',
      outcome: 'skipped',
      error: null,
      summary: { ...skipped },
      finishedAt: Date.now(),
    };
  }

  private async callHandler(task: NewTask, opened: Opened, run: LiveRun): Promise<HandlerReturn> {
    const abandoned = run.overdue(this.options.abortGraceMs).then((): HandlerReturn => {
      return { ok: false, error: new Error('the handler did not stop when it was told to') };
    });
    return Promise.race([this.attempt(task, task.job, opened, run), abandoned]);
  }

  private async attempt<Name extends JobName>(
    task: NewTask,
    job: Name,
    opened: Opened,
    run: LiveRun,
  ): Promise<HandlerReturn> {
    try {
      const context: JobContext<Name> = {
        ...{ taskId: task.id, job, slot: task.slot, attempt: opened.attempt },
        ...{ fence: opened.fence, signal: run.signal },
        payload: await parsePayload(job, task.payload),
        get keepPartial() {
          return run.keepPartial;
        },
        report: (progress) => run.outbox.report(progress),
        partial: (partial) => run.outbox.addPartial(partial),
        logger: this.options.logger(task.id),
      };
      const handler = this.options.handlers[job] as Handler<Name>;
      return { ok: true, result: await handler(context) };
    } catch (error) {
      return { ok: false, error };
    }
  }

  private async carryOut(
    task: NewTask,
    fence: number,
    run: LiveRun,
    conclusion: Conclusion,
  ): Promise<Verdict> {
    const { history, persistence } = this.options;
    switch (conclusion.kind) {
      case 'end':
        return this.end(task, fence, run, conclusion.ending);
      case 'leave':
        return { kind: 'dropped' };
      case 'retry': {
        const { delayMs, error } = conclusion;
        const requeue = () => history.requeue(task.id, fence, Date.now(), error);
        if (!(await persist(requeue, persistence))) return { kind: 'dropped' };
        await run.outbox.append({ event: 'retrying', delayMs, reason: error.message });
        return { kind: 'retry', delayMs };
      }
      case 'release': {
        const release = () => history.release(task.id, fence, Date.now());
        if (!(await persist(release, persistence))) return { kind: 'dropped' };
        await run.outbox.append({ event: 'retrying', delayMs: 0, reason: 'The worker is shutting down' });
        return { kind: 'release' };
      }
    }
  }

  /** The durable record first: what watchers are told must be true already. */
  private async end(task: NewTask, fence: number, run: LiveRun, ending: TaskEnding): Promise<Verdict> {
    const { history, persistence } = this.options;
    if (!(await persist(() => history.finish(task.id, fence, ending), persistence)))
      return { kind: 'dropped' };
    const ended: TaskEvent = { event: ending.status, ending };
    const progress = toFinalProgress(run.outbox.reported);
    if (ending.status === 'completed') await run.outbox.append({ event: 'progress', progress }, ended);
    else await run.outbox.append(ended);
    this.options.logger(task.id).info('The task ended', { job: task.job, status: ending.status });
    const { status, outcome, error } = ending;
    return { kind: 'ended', status, outcome, reason: error?.message ?? null };
  }

  private logFailure(taskId: string, error: unknown): void {
    const logger = this.options.logger(taskId);
    const { code, message } = toTaskError(error);
    if (error instanceof BarkeepError) logger.warn(`The run failed: ${message}`, { code });
    else logger.error('The run failed unexpectedly', { code, error });
  }
}

/** What was reported last, at its end. */
function toFinalProgress(reported: TaskProgress = NO_PROGRESS): TaskProgress {
  return {
    ...reported,
    percent: 100,
    message: 'Done',
    stage: 'done',
    barsDone: reported.barsTotal,
    etaSeconds: 0,
  };
}
