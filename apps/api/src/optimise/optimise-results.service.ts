import { Inject, Injectable } from '@nestjs/common';
import { OptimisationRepository, type StoredOptimisation } from '#database';
import { BarkeepError, isFinal, type ColumnTable } from '#domain';
import { TaskLookup, type FoundTask } from '../tasks/task-lookup.js';
import { withoutResult } from '../tasks/without-result.js';

export interface FoundOptimisation {
  task: FoundTask['task'];
  stored: Omit<StoredOptimisation, 'trials' | 'equity'>;
  trials: ColumnTable;
  equity: ColumnTable;
}

const EMPTY: ColumnTable = { length: 0, columns: {} };

/** Finds optimisations and their results, or says why there are none. */
@Injectable()
export class OptimiseResults {
  constructor(
    @Inject(TaskLookup) private readonly lookup: TaskLookup,
    @Inject(OptimisationRepository) private readonly results: OptimisationRepository,
  ) {}

  /** @throws BarkeepError TASK_NOT_FOUND, also where the task is another job's. */
  async requireTask(taskId: string): Promise<FoundTask> {
    const found = await this.lookup.require(taskId);
    if (found.task.job === 'optimise_run') return found;
    throw new BarkeepError('TASK_NOT_FOUND', `There is no optimisation ${taskId.slice(0, 64)}.`);
  }

  /** @throws BarkeepError TASK_NOT_FOUND, TASK_NOT_FINISHED, TASK_FAILED */
  async require(taskId: string): Promise<FoundOptimisation> {
    const found = await this.requireTask(taskId);
    if (!isFinal(found.task.status)) throw withoutResult(found);
    const [stored, trials, equity] = await Promise.all([
      this.results.find(taskId),
      this.results.findTable(taskId, 'trials'),
      this.results.findTable(taskId, 'equity'),
    ]);
    if (!stored) throw withoutResult(found);
    return { task: found.task, stored, trials: trials ?? EMPTY, equity: equity ?? EMPTY };
  }
}
