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

  /** Of one job, or of all; of one submitter, or of all. */
  async list({ job, submitter }: { job?: JobName; submitter?: string } = {}): Promise<ActiveTasksDto> {
    const { tasks, source } = await this.fromStore().catch(() => this.fromHistory());
    const chosen = tasks.filter(
      (task) =>
        (job === undefined || task.job === job) && (submitter === undefined || task.submitter === submitter),
    );
    return { count: chosen.length, tasks: chosen.map((task) => toTaskStatus(task, source)) };
  }

  private async fromStore() {
    return { tasks: await this.store.active(), source: 'redis' as const };
  }

  private async fromHistory() {
    return { tasks: await this.history.active(), source: 'database' as const };
  }
}
