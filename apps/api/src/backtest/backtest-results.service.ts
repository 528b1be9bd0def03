import { Inject, Injectable } from '@nestjs/common';
import { BacktestResultRepository, type StoredBacktest } from '#database';
import { isFinal, type ColumnTable } from '#domain';
import { TaskLookup, type FoundTask } from '../tasks/task-lookup.js';
import { withoutResult } from '../tasks/without-result.js';
import type { ResultTableName } from './result-tables.js';

/** Finds results, or says why there is none. */
@Injectable()
export class BacktestResults {
  constructor(
    @Inject(TaskLookup) private readonly lookup: TaskLookup,
    @Inject(BacktestResultRepository) private readonly results: BacktestResultRepository,
  ) {}

  /** @throws BarkeepError TASK_NOT_FOUND, TASK_NOT_FINISHED, TASK_FAILED */
  async require(taskId: string): Promise<{ found: FoundTask; stored: StoredBacktest }> {
    const found = await this.requireFinished(taskId);
    const stored = await this.results.find(taskId);
    if (!stored) throw withoutResult(found);
    return { found, stored };
  }

  /** @throws BarkeepError TASK_NOT_FOUND, TASK_NOT_FINISHED, TASK_FAILED */
  async requireTable(taskId: string, name: ResultTableName): Promise<ColumnTable> {
    const found = await this.requireFinished(taskId);
    const table = await this.results.findTable(taskId, name);
    if (!table) throw withoutResult(found);
    return table;
  }

  /**
   * The task of a backtest that has a result, without reading that.
   * @throws BarkeepError TASK_NOT_FOUND, TASK_NOT_FINISHED, TASK_FAILED
   */
  async requireResult(taskId: string): Promise<FoundTask> {
    const found = await this.requireFinished(taskId);
    const { job, status, outcome } = found.task;
    if (job === 'backtest_run' && (status === 'completed' || outcome === 'partial')) return found;
    throw withoutResult(found);
  }

  private async requireFinished(taskId: string): Promise<FoundTask> {
    const found = await this.lookup.require(taskId);
    if (isFinal(found.task.status)) return found;
    throw withoutResult(found);
  }
}
