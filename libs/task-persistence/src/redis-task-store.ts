import { isFinal, systemClock, type Clock } from '#domain';
import {
  FENCED,
  type HeartbeatAnswer,
  type NewTask,
  type NumberedTaskEvent,
  type RunOpening,
  type RunStart,
  type TaskEvent,
  type TaskSnapshot,
  type TaskStore,
} from '#jobs';
import { answerOrUnavailable, keys, type RedisConnection } from '#redis';
import { parseStored } from './event-wire.js';
import { kindOf, toChangedFields, toNewFields, toSnapshot } from './task-fields.js';
import * as scripts from './task-scripts.js';
import { TaskWatcher } from './task-watcher.js';

/** About 80 seconds of a run that reports as often as it may. */
const EVENTS_KEPT = 1_000;
const BATCH = 500;
const REFUSED = -1;

export interface TaskLifetimes {
  /** Seconds that events are kept after the last one. */
  events: number;
  /** Seconds that the state of a finished task is kept. */
  finished: number;
}

interface Connections {
  readonly tasks: RedisConnection;
  subscriber(): RedisConnection;
}

/** Live task state in Redis. Calls throw STORE_UNAVAILABLE while Redis is away. */
export class RedisTaskStore implements TaskStore {
  private readonly redis: RedisConnection;
  private readonly watcher: TaskWatcher;
  /** The newest number of each task that this process writes to. */
  private readonly written = new Map<string, number>();

  constructor(
    connections: Connections,
    private readonly lifetimes: TaskLifetimes,
    onError: (error: unknown) => void,
    private readonly clock: Clock = systemClock,
  ) {
    this.redis = connections.tasks;
    this.watcher = new TaskWatcher(
      () => connections.subscriber(),
      (taskId) => this.newestSeq(taskId),
      (taskId, seq) => this.keptAfter(taskId, seq),
      onError,
    );
  }

  async create(task: NewTask): Promise<void> {
    const args = [task.id, task.createdAt, ...toNewFields(task)];
    await answerOrUnavailable(() =>
      scripts.createTask.run(this.redis, [keys.task(task.id), keys.activeTasks], args),
    );
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
        [keys.task(taskId), keys.activeTasks, keys.taskEvents(taskId)],
        [
          ...[taskId, this.clock.now(), fence, attempt, worker, startedAt, keys.taskChannel(taskId)],
          ...[this.lifetimes.events, EVENTS_KEPT, this.written.get(taskId) ?? 0],
          ...[start ? JSON.stringify(start.event) : '', newFields.length, ...newFields, ...changedFields],
        ],
      ),
    );
    if (spentMs === REFUSED) return FENCED;
    if (start) this.written.set(taskId, seq);
    return { spentMs };
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
      scripts.appendEvents.run(
        this.redis,
        [keys.task(taskId), keys.taskEvents(taskId), keys.activeTasks],
        [
          ...[taskId, keys.taskChannel(taskId), fence, this.clock.now(), kind],
          ...[this.lifetimes.events, this.lifetimes.finished, EVENTS_KEPT, this.written.get(taskId) ?? 0],
          ...[events.length, ...events.map((event) => JSON.stringify(event))],
          ...events.flatMap(toChangedFields),
        ],
      ),
    );
    if (seq === REFUSED || kind !== 'live') this.written.delete(taskId);
    else this.written.set(taskId, seq);
    return seq === REFUSED ? FENCED : seq;
  }

  async requestCancel(taskId: string, keepPartial: boolean): Promise<void> {
    await answerOrUnavailable(() =>
      scripts.requestCancel.run(this.redis, [keys.task(taskId)], [keepPartial ? 1 : 0]),
    );
  }

  async find(taskId: string): Promise<TaskSnapshot | undefined> {
    const fields = await answerOrUnavailable(() => this.redis.hgetall(keys.task(taskId)));
    return toSnapshot(taskId, fields);
  }

  async eventsAfter(taskId: string, seq: number): Promise<NumberedTaskEvent[] | undefined> {
    const events = await this.keptAfter(taskId, seq);
    if (events.length === 0) return (await this.newestSeq(taskId)) === seq ? [] : undefined;
    const newest = events[events.length - 1].seq;
    return newest - seq === events.length ? events : undefined;
  }

  watch(taskId: string, listener: (event: NumberedTaskEvent) => void): Promise<() => Promise<void>> {
    return answerOrUnavailable(() => this.watcher.watch(taskId, listener));
  }

  async active(): Promise<TaskSnapshot[]> {
    const found: TaskSnapshot[] = [];
    for await (const [, snapshot] of this.indexed()) {
      if (snapshot && !isFinal(snapshot.status)) found.push(snapshot);
    }
    return found.reverse();
  }

  async remove(taskId: string): Promise<void> {
    await answerOrUnavailable(async () => {
      await this.redis.del(keys.task(taskId), keys.taskEvents(taskId));
      await this.redis.zrem(keys.activeTasks, taskId);
    });
  }

  async prune(): Promise<number> {
    let pruned = 0;
    for await (const [taskId, snapshot] of this.indexed()) {
      if (snapshot && !isFinal(snapshot.status)) continue;
      pruned += await answerOrUnavailable(() => this.redis.zrem(keys.activeTasks, taskId));
    }
    return pruned;
  }

  /** Every entry of the index of active tasks, oldest first, with its state where there is one. */
  private async *indexed(): AsyncGenerator<[taskId: string, snapshot: TaskSnapshot | undefined]> {
    const ids = await answerOrUnavailable(() => this.redis.zrange(keys.activeTasks, '0', '-1'));
    for (let from = 0; from < ids.length; from += BATCH) {
      const batch = ids.slice(from, from + BATCH);
      const snapshots = await Promise.all(batch.map((taskId) => this.find(taskId)));
      yield* batch.map((taskId, index) => [taskId, snapshots[index]] as [string, TaskSnapshot | undefined]);
    }
  }

  private async newestSeq(taskId: string): Promise<number> {
    return Number((await answerOrUnavailable(() => this.redis.hget(keys.task(taskId), 'seq'))) ?? 0);
  }

  private async keptAfter(taskId: string, seq: number): Promise<NumberedTaskEvent[]> {
    const entries = await answerOrUnavailable(() =>
      this.redis.xrange(keys.taskEvents(taskId), `(${seq}-0`, '+'),
    );
    return entries.map((entry) => parseStored(taskId, entry));
  }
}
