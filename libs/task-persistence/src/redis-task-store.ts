import { isFinal, systemClock, type Clock } from '#domain';
import {
  FENCED,
  toRunEvents,
  type CreatedTask,
  type FirstEnding,
  type FirstRun,
  type HeartbeatAnswer,
  type NewTask,
  type NumberedTaskEvent,
  type RunOpening,
  type RunStart,
  type Task,
  type TaskEnding,
  type TaskEvent,
  type TaskSnapshot,
  type TaskStore,
} from '#jobs';
import { answerOrUnavailable, keys, type RedisConnection } from '#redis';
import { toEndingWire, toEvents } from './event-wire.js';
import {
  kindOf,
  listOf,
  RECORDED_FIELDS,
  shareOf,
  toBehindFields,
  toChangedFields,
  toNewFields,
  toRecorded,
} from './task-fields.js';
import { readStates } from './read-states.js';
import * as scripts from './task-scripts.js';
import { TaskIndex } from './task-index.js';
import { TaskWatcher } from './task-watcher.js';
import { TurnBatch } from './turn-batch.js';
import * as unrecorded from './unrecorded-scripts.js';

/** About 80 seconds of a run that reports as often as it may. */
const EVENTS_KEPT = 1_000;
/** Finished tasks in Redis; the history has all of them. */
const FINISHED_KEPT = 10_000;
const REFUSED = -1;
const UNRECORDED = [keys.unrecordedTasks, keys.unrecordedEndings];

export interface TaskLifetimes {
  /** Seconds that events are kept after the last one. */
  events: number;
  /** Seconds that the state of a finished task is kept. */
  finished: number;
}

type Argument = string | number;

interface Connections {
  readonly tasks: RedisConnection;
  /** What is sent there before a job's end is done before it. */
  endings(): RedisConnection;
  subscriber(): RedisConnection;
}

/** Live task state in Redis. Calls throw STORE_UNAVAILABLE while Redis is away. */
export class RedisTaskStore implements TaskStore {
  private readonly redis: RedisConnection;
  private readonly watcher: TaskWatcher;
  private readonly index: TaskIndex;
  private readonly appending = new TurnBatch((batch: readonly (readonly Argument[])[]) =>
    this.appendBatch(batch),
  );
  private readonly reading = new TurnBatch((taskIds: readonly string[]) => readStates(this.redis, taskIds));
  private readonly ending = new TurnBatch((batch: readonly (readonly Argument[])[]) => this.endBatch(batch));
  /** The newest number of each task that this process writes to. */
  private readonly written = new Map<string, number>();

  constructor(
    private readonly connections: Connections,
    private readonly lifetimes: TaskLifetimes,
    onError: (error: unknown) => void,
    private readonly clock: Clock = systemClock,
  ) {
    this.redis = connections.tasks;
    this.index = new TaskIndex(this.redis, (taskId) => this.find(taskId));
    this.watcher = new TaskWatcher(
      () => connections.subscriber(),
      (taskId) => this.newestSeq(taskId),
      (taskId, seq) => this.keptAfter(taskId, seq),
      onError,
    );
  }

  async create(task: NewTask, recordAt?: number): Promise<CreatedTask> {
    const behind = recordAt === undefined ? [] : toBehindFields(task);
    const [isNew, share] = await answerOrUnavailable(() =>
      scripts.createTask.run(
        this.redis,
        [keys.task(task.id), keys.activeTasks, keys.taskShares, keys.unrecordedTasks],
        [task.id, task.createdAt, shareOf(task), recordAt ?? '', ...toNewFields(task), ...behind],
      ),
    );
    return { isNew: isNew === 1, share };
  }

  async open(
    taskId: string,
    opening: RunOpening,
    start?: RunStart,
  ): Promise<{ spentMs: number } | typeof FENCED> {
    const { fence, attempt, worker, startedAt } = opening;
    const newFields = start ? toNewFields(start.task) : [];
    const changedFields = start ? toChangedFields(start.event) : [];
    const [spentMs, seq] = await answerOrUnavailable(() =>
      scripts.openRun.run(
        this.redis,
        [keys.task(taskId), keys.activeTasks, keys.taskShares],
        [
          ...[taskId, this.clock.now(), fence, attempt, worker, startedAt],
          ...[this.lifetimes.events, EVENTS_KEPT, this.written.get(taskId) ?? 0],
          ...[start ? JSON.stringify(start.event) : '', start ? shareOf(start.task) : '', newFields.length],
          ...newFields,
          ...changedFields,
        ],
      ),
    );
    if (spentMs === REFUSED) return FENCED;
    if (start) this.written.set(taskId, seq);
    return { spentMs };
  }

  private async appendBatch(batch: readonly (readonly Argument[])[]): Promise<number[]> {
    const { events, finished } = this.lifetimes;
    return scripts.appendEvents.run(
      this.redis,
      [keys.activeTasks, keys.taskShares, keys.finishedTasks],
      [this.clock.now(), events, EVENTS_KEPT, finished, FINISHED_KEPT, keys.task(''), ...batch.flat()],
    );
  }

  async heartbeat(taskId: string, fence: number, at: number): Promise<HeartbeatAnswer> {
    const reply = await answerOrUnavailable(() =>
      scripts.beat.run(this.redis, [keys.task(taskId)], [fence, at]),
    );
    if (!reply) return { state: 'unknown' };
    const [fenced, cancelRequested, keepPartial] = reply;
    if (fenced) return { state: 'fenced' };
    return { state: 'owned', cancelRequested: cancelRequested === '1', keepPartial: keepPartial === '1' };
  }

  async append(
    taskId: string,
    fence: number,
    ...events: [...TaskEvent[], TaskEvent]
  ): Promise<number | typeof FENCED> {
    const kind = kindOf(events[events.length - 1]);
    const seq = await answerOrUnavailable(() =>
      this.appending.add([
        ...[taskId, fence, kind, this.written.get(taskId) ?? 0],
        ...listOf(events.map((event) => JSON.stringify(event))),
        ...listOf(events.flatMap(toChangedFields)),
      ]),
    );
    if (seq === REFUSED || kind !== 'live') this.written.delete(taskId);
    else this.written.set(taskId, seq);
    return seq === REFUSED ? FENCED : seq;
  }

  endFirst(taskId: string, { worker, startedAt, recordAt }: FirstRun, ending: TaskEnding): FirstEnding {
    const { status, finishedAt } = ending;
    const told = [toRunEvents(ending).length, status, finishedAt, toEndingWire(ending)];
    const hasEnded = this.ending.add([taskId, worker, startedAt, recordAt, ...told]);
    if (unrecorded.endFirstRuns.isKnown) return { sent: this.ending.sent, hasEnded };
    // Where Redis has to be told the script first, what was sent may be no more than the question for it.
    const answered = hasEnded.then(
      () => undefined,
      () => undefined,
    );
    return { sent: answered, hasEnded };
  }

  private async endBatch(batch: readonly (readonly Argument[])[]): Promise<boolean[]> {
    const answers = await answerOrUnavailable(() =>
      unrecorded.endFirstRuns.run(
        this.connections.endings(),
        [keys.activeTasks, keys.taskShares, ...UNRECORDED],
        [this.clock.now(), keys.task(''), ...batch.flat()],
      ),
    );
    return answers.map((hasEnded) => hasEnded === 1);
  }

  async takeUnrecorded(limit: number, leaseMs: number, patienceMs = 0): Promise<Task[]> {
    const now = this.clock.now();
    const taken = await answerOrUnavailable(() =>
      unrecorded.takeUnrecorded.run(this.redis, UNRECORDED, [
        now,
        now + leaseMs,
        limit,
        now - patienceMs,
        keys.task(''),
        ...RECORDED_FIELDS,
      ]),
    );
    return taken.flatMap(([taskId, values]) => toRecorded(taskId, values) ?? []);
  }

  async confirmRecorded(recorded: readonly Task[]): Promise<void> {
    const ended = recorded.filter(({ status }) => isFinal(status)).map(({ id }) => id);
    const others = recorded.flatMap(({ id, status }) => (isFinal(status) ? [] : [id, status]));
    await answerOrUnavailable(() =>
      unrecorded.confirmRecorded.run(
        this.redis,
        [...UNRECORDED, keys.finishedTasks, keys.activeTasks],
        [this.lifetimes.finished, FINISHED_KEPT, keys.task(''), ...listOf(ended), ...others],
      ),
    );
  }

  async findUnrecorded(taskId: string): Promise<Task | undefined> {
    const [behind, ...values] = await answerOrUnavailable(() =>
      this.redis.hmget(keys.task(taskId), 'behind', ...RECORDED_FIELDS),
    );
    return behind === null ? undefined : toRecorded(taskId, values);
  }

  async handOver(taskId: string): Promise<Task | undefined> {
    const values = await answerOrUnavailable(() =>
      unrecorded.handOver.run(this.redis, [keys.task(taskId), ...UNRECORDED], [taskId, ...RECORDED_FIELDS]),
    );
    return values ? toRecorded(taskId, values) : undefined;
  }

  async requestCancel(taskId: string, keepPartial: boolean): Promise<void> {
    await answerOrUnavailable(() =>
      scripts.requestCancel.run(this.redis, [keys.task(taskId)], [keepPartial ? 1 : 0]),
    );
  }

  find(taskId: string): Promise<TaskSnapshot | undefined> {
    return this.reading.add(taskId);
  }

  async eventsAfter(taskId: string, seq: number): Promise<NumberedTaskEvent[] | undefined> {
    let events = await this.keptAfter(taskId, seq);
    if (events.length === 0) {
      if ((await this.newestSeq(taskId)) === seq) return [];
      // They may have come between the two questions; what is still not there is no longer kept.
      events = await this.keptAfter(taskId, seq);
      if (events.length === 0) return undefined;
    }
    const newest = events[events.length - 1].seq;
    return newest - seq === events.length ? events : undefined;
  }

  watch(taskId: string, listener: (event: NumberedTaskEvent) => void): Promise<() => Promise<void>> {
    return answerOrUnavailable(() => this.watcher.watch(taskId, listener));
  }

  active(): Promise<TaskSnapshot[]> {
    return this.index.active();
  }

  async remove(taskId: string): Promise<void> {
    const indexes = [keys.activeTasks, ...UNRECORDED];
    await answerOrUnavailable(() =>
      scripts.removeTask.run(
        this.redis,
        [keys.task(taskId), keys.taskEvents(taskId), keys.taskShares, ...indexes],
        [taskId],
      ),
    );
  }

  prune(): Promise<number> {
    return this.index.prune();
  }

  private async newestSeq(taskId: string): Promise<number> {
    return Number((await answerOrUnavailable(() => this.redis.hget(keys.task(taskId), 'seq'))) ?? 0);
  }

  private async keptAfter(taskId: string, seq: number): Promise<NumberedTaskEvent[]> {
    const kept = await answerOrUnavailable(() =>
      scripts.readEvents.run(this.redis, [keys.task(taskId), keys.taskEvents(taskId)], [seq]),
    );
    return toEvents(taskId, kept).filter((event) => event.seq > seq);
  }
}
