import {
  computeTimeoutMs,
  FENCED,
  isRecordedBehind,
  jobDefinition,
  parsePayload,
  RETRY_POLICIES,
  STARTED,
  toLastEvents,
  type Handler,
  type HandlerMap,
  type JobName,
  type LimitSettings,
  type NewTask,
  type RunHistory,
  type Task,
  type TaskEnding,
  type TaskLogger,
  type TaskStore,
} from '#jobs';
import { RECORD_LEASE_MS, type RecordKeeper } from '../record-keeper.js';
import { within } from '../within.js';
import { concludeRun, type Conclusion, type HandlerReturn } from './conclude-run.js';
import { findRefusal, type Opened } from './find-refusal.js';
import { findFirstEnding, FIRST, toEndedTask, toldOrNot, type FirstRunOver } from './first-run.js';
import { LiveRun, type LiveRunOptions } from './live-run.js';
import { toObservedRun, type ObservedRun } from './observed-run.js';
import { persist, type Persistence } from './persist.js';
import { recordEnding } from './record-ending.js';
import { RunContext } from './run-context.js';
import { logEnding, logFailure, logStoreFault } from './run-log.js';
import type { FindSkipReason } from './skip-reason.js';
import { toVerdict, type Verdict } from './verdict.js';

/** A run that is over sooner is recorded as a whole. */
const OPENED_AFTER_MS = 50;

export interface JobRunnerOptions {
  history: RunHistory;
  store: TaskStore;
  records: Pick<RecordKeeper, 'handOver' | 'keep'>;
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
  around?: <Result>(task: NewTask, run: () => Promise<Result>, settings: LimitSettings) => Promise<Result>;
  /** Told of every run that was opened, once it is over. */
  onRun?: (run: ObservedRun) => void;
}

/** Runs tasks, each from opening to ending. It knows neither the queue library nor a store. */
export class JobRunner {
  private readonly live = new Map<string, LiveRun>();
  private settling = 0;
  private isTaking = true;
  private readonly watch: LiveRunOptions;

  constructor(private readonly options: JobRunnerOptions) {
    const { store, heartbeatMs, logger } = options;
    this.watch = { store, heartbeatMs, onError: (taskId, error) => logStoreFault(logger(taskId), error) };
  }

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
    return this.live.size + this.settling;
  }

  /** Cancels the task's run, when this worker has it. */
  cancel(taskId: string, keepPartial: boolean): void {
    this.live.get(taskId)?.cancel(keepPartial);
  }

  /**
   * Runs the task to its ending, or says how it goes on. Throws when a store stayed away; then the
   * delivery should be repeated later. With `isFirst` nobody had the task before.
   */
  run(task: NewTask, isFirst = false): Promise<Verdict> {
    const { around, settings } = this.options;
    const run = () => this.runTask(task, isFirst);
    return around ? around(task, run, settings) : run();
  }

  private async runTask(task: NewTask, isFirst: boolean): Promise<Verdict> {
    if (!this.isTaking) return { kind: 'release' };
    const run = new LiveRun(task.id, this.watch);
    this.live.set(task.id, run);
    try {
      if (!isRecordedBehind(task)) return await this.openRun(task, run);
      return await this.runLight(task, run, isFirst);
    } finally {
      run.close();
      this.live.delete(task.id);
    }
  }

  /**
   * A light task's first run begins before it is opened. Where it is over at once, one write tells of all of it, and its job
   * waits for no answer. In any other case the history takes the task over.
   */
  private async runLight(task: NewTask, run: LiveRun, isFirst: boolean): Promise<Verdict> {
    const startedAt = Date.now();
    const begun = isFirst ? this.attempt(task, task.job, FIRST, run) : undefined;
    const returned = begun && (await within(begun, OPENED_AFTER_MS));
    const ending = findFirstEnding(returned, run);
    if (!ending) return this.takeOver(task, run, begun);
    const { store, worker, persistence } = this.options;
    const first = { worker, startedAt, recordAt: ending.finishedAt + RECORD_LEASE_MS };
    const tell = () => store.endFirst(task.id, first, ending);
    const told = toldOrNot(tell);
    if (!told) return this.takeOver(task, run, begun);
    const tellAgain = () => persist(() => tell().hasEnded, persistence);
    void this.settle(task, run, { startedAt, ending, begun, hasEnded: told.hasEnded.catch(tellAgain) });
    // A worker that is killed after its job's end has told of the task's.
    await told.sent;
    return toVerdict(ending);
  }

  /**
   * Tells of a run that has its verdict and counts as running until then. Where that stays undone, housekeeping runs the task
   * again.
   */
  private async settle(
    task: NewTask,
    run: LiveRun,
    { startedAt, ending, begun, hasEnded }: FirstRunOver,
  ): Promise<void> {
    const { records, worker, onRun } = this.options;
    this.settling += 1;
    try {
      if (!(await hasEnded)) return void (await this.takeOver(task, run, begun));
      records.keep(toEndedTask(task, worker, startedAt, ending));
      logEnding(this.options.logger(task.id), task, ending);
      onRun?.(toObservedRun(task, FIRST, toVerdict(ending), startedAt));
    } catch (error) {
      logFailure(this.options.logger(task.id), error);
    } finally {
      run.close();
      this.settling -= 1;
    }
  }

  /** The history goes on with the task as with any other. With `begun` the handler is at work already, or has been. */
  private async takeOver(task: NewTask, run: LiveRun, begun?: Promise<HandlerReturn>): Promise<Verdict> {
    const { history, records } = this.options;
    let isAtWork = begun !== undefined;
    void begun?.then(() => (isAtWork = false));
    try {
      await records.handOver(task.id);
      await history.create(task);
      return await this.openRun(task, run, begun);
    } finally {
      // The task was cancelled or taken over meanwhile, or a store is away.
      if (isAtWork) run.leave();
    }
  }

  /** With `begun` the handler is at work already, or has been. */
  private async openRun(task: NewTask, run: LiveRun, begun?: Promise<HandlerReturn>): Promise<Verdict> {
    const { history, worker } = this.options;
    const opened = await history.open(task.id, worker, Date.now());
    if (opened.state === 'unknown') return { kind: 'dropped' };
    if (opened.state === 'finished') return this.repeatEnding(opened.task);
    const startedAt = Date.now();
    try {
      const verdict = await this.runOpened(task, opened, run, begun);
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
    const state = await this.options.store.find(id);
    await this.options.store.append(id, fence, ...toLastEvents(ending, state?.progress));
    return toVerdict(ending);
  }

  private async runOpened(
    task: NewTask,
    opened: Opened,
    run: LiveRun,
    begun: Promise<HandlerReturn> | undefined,
  ): Promise<Verdict> {
    const { store, settings, worker } = this.options;
    const opening = { fence: opened.fence, attempt: opened.attempt, worker, startedAt: Date.now() };
    const state = await store.open(task.id, opening, { task, event: STARTED });
    if (state === FENCED) return { kind: 'dropped' };
    run.open({
      fence: opened.fence,
      remainingMs: computeTimeoutMs(jobDefinition(task.job), settings) - state.spentMs,
      restore: async () => {
        await store.create(task);
        await store.open(task.id, opening);
      },
    });
    const refusal = await findRefusal(task, opened, state.spentMs, this.options);
    if (refusal) return this.end(task, opened.fence, run, refusal);
    const handled = begun ?? this.attempt(task, task.job, opened, run);
    const returned = await Promise.race([handled, this.abandoned(run)]);
    if (!returned.ok && !run.aborted) logFailure(this.options.logger(task.id), returned.error);
    await run.outbox.close();
    return this.carryOut(task, opened.fence, run, this.conclude(task, opened, run, returned));
  }

  private conclude(task: NewTask, { attempt }: Opened, run: LiveRun, returned: HandlerReturn): Conclusion {
    return concludeRun(returned, run, {
      attempt,
      policy: RETRY_POLICIES[jobDefinition(task.job).retry],
      chance: Math.random(),
      now: Date.now(),
    });
  }

  /** Comes when a handler that was told to stop has not answered in time. */
  private async abandoned(run: LiveRun): Promise<HandlerReturn> {
    await run.overdue(this.options.abortGraceMs);
    return { ok: false, error: new Error('the handler did not stop when it was told to') };
  }

  private async attempt<Name extends JobName>(
    task: NewTask,
    job: Name,
    opened: Opened,
    run: LiveRun,
  ): Promise<HandlerReturn> {
    try {
      const payload = await parsePayload(job, task.payload);
      const context = new RunContext(task, job, opened.attempt, payload, this.options.logger(task.id), run);
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
  private async end(task: NewTask, fence: number, run: LiveRun, wanted: TaskEnding): Promise<Verdict> {
    const ending = await recordEnding({ taskId: task.id, fence, ending: wanted }, this.options);
    if (!ending) return { kind: 'dropped' };
    await run.outbox.append(...toLastEvents(ending, run.outbox.reported));
    logEnding(this.options.logger(task.id), task, ending);
    return toVerdict(ending);
  }
}
