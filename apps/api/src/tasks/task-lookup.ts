import { Inject, Injectable } from '@nestjs/common';
import { BarkeepError } from '#domain';
import { RUN_HISTORY, TASK_STORE, type RunHistory, type TaskStore } from '#jobs';
import type { TaskView } from './task-views.js';

export interface FoundTask {
  task: TaskView;
  source: 'redis' | 'database';
  /** Number of the newest event inside; 0 when only the database knows the task, which keeps no events. */
  seq: number;
}

/** Finds a task where it is freshest: live state first, then the durable record. */
@Injectable()
export class TaskLookup {
  constructor(
    @Inject(TASK_STORE) private readonly store: TaskStore,
    @Inject(RUN_HISTORY) private readonly history: RunHistory,
  ) {}

  /**
   * Undefined when nobody knows the task.
   * @throws BarkeepError STORE_UNAVAILABLE when Redis is away and the database does not know it either.
   */
  async find(taskId: string): Promise<FoundTask | undefined> {
    let storeError: Error | undefined;
    try {
      const snapshot = await this.store.find(taskId);
      if (snapshot) return { task: snapshot, source: 'redis', seq: snapshot.seq };
    } catch (error) {
      storeError = error as Error;
    }
    const task = await this.history.find(taskId);
    if (task) return { task, source: 'database', seq: 0 };
    if (storeError) throw storeError;
    return undefined;
  }

  /** @throws BarkeepError TASK_NOT_FOUND */
  async require(taskId: string): Promise<FoundTask> {
    const found = await this.find(taskId);
    if (!found) throw new BarkeepError('TASK_NOT_FOUND', `There is no task ${taskId.slice(0, 64)}.`);
    return found;
  }
}
