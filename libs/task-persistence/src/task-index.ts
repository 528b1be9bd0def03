import { isFinal } from '#domain';
import type { TaskSnapshot } from '#jobs';
import { answerOrUnavailable, keys, type RedisConnection } from '#redis';
import { forgetShares } from './task-scripts.js';

const BATCH = 500;

/** Which tasks are unfinished. A task stands in the index of active ones, or with those that the history has not heard of. */
export class TaskIndex {
  constructor(
    private readonly redis: RedisConnection,
    private readonly find: (taskId: string) => Promise<TaskSnapshot | undefined>,
  ) {}

  /** Unfinished tasks, newest first. */
  async active(): Promise<TaskSnapshot[]> {
    const found = new Map<string, TaskSnapshot>();
    // The index last: meanwhile some may go there.
    for (const index of [keys.unrecordedTasks, keys.activeTasks]) {
      for await (const [taskId, snapshot] of this.entries(index)) {
        if (snapshot && !isFinal(snapshot.status)) found.set(taskId, snapshot);
      }
    }
    return [...found.values()].sort((one, other) => other.createdAt - one.createdAt);
  }

  /** Drops what is finished or expired, and shares that nobody has; gives how many tasks. */
  async prune(): Promise<number> {
    let pruned = 0;
    for await (const [taskId, snapshot] of this.entries(keys.activeTasks)) {
      if (snapshot && !isFinal(snapshot.status)) continue;
      pruned += await answerOrUnavailable(() => this.redis.zrem(keys.activeTasks, taskId));
    }
    await answerOrUnavailable(() =>
      forgetShares.run(this.redis, [keys.activeTasks, keys.unrecordedTasks, keys.taskShares], []),
    );
    return pruned;
  }

  /** Every task of an index, with its state where there is one. */
  private async *entries(
    index: string,
  ): AsyncGenerator<[taskId: string, snapshot: TaskSnapshot | undefined]> {
    const ids = await answerOrUnavailable(() => this.redis.zrange(index, '0', '-1'));
    for (let from = 0; from < ids.length; from += BATCH) {
      const batch = ids.slice(from, from + BATCH);
      const snapshots = await Promise.all(batch.map((taskId) => this.find(taskId)));
      yield* batch.map((taskId, place) => [taskId, snapshots[place]] as [string, TaskSnapshot | undefined]);
    }
  }
}
