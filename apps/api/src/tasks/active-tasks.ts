import { Inject, Injectable } from '@nestjs/common';
import { RUN_HISTORY, TASK_STORE, type JobName, type RunHistory, type TaskStore } from '#jobs';
import type { ActiveTasksDto } from './task-status.dto.js';
import { toTaskStatus } from './task-views.js';

/** Unfinished tasks: those of Redis, which know their progress, or those of the database while Redis is away. */
@Injectable()
export class ActiveTasks {
  constructor(
    @Inject(TASK_STORE) private readonly store: TaskStore,
    @Inject(RUN_HISTORY) private readonly history: RunHistory,
  ) {}

  /** Of one job, or of all. */
  async list(job?: JobName): Promise<ActiveTasksDto> {
    const tasks = await this.fromStore().catch(() => this.fromHistory());
    const chosen = tasks.filter((task) => job === undefined || task.job === job);
    return { count: chosen.length, tasks: chosen };
  }

  private async fromStore() {
    return (await this.store.active()).map((task) => toTaskStatus(task, 'redis'));
  }

  private async fromHistory() {
    return (await this.history.active()).map((task) => toTaskStatus(task, 'database'));
  }
}
