import { Inject, Injectable } from '@nestjs/common';
import { TaskArchive } from '#database';
import { RUN_HISTORY, type RunHistory, type TaskStatistics } from '#jobs';
import type { BacktestStatisticsDto } from './backtest-statistics.dto.js';

export function toStatistics(statistics: TaskStatistics, queueDepth: number | null): BacktestStatisticsDto {
  const { counts, durationMs, finishedLastHour, oldestWaitMs } = statistics;
  const judged = counts.completed + counts.failed + counts.timeout;
  return {
    counts,
    total: Object.values(counts).reduce((sum, count) => sum + count, 0),
    success_rate: judged === 0 ? null : counts.completed / judged,
    duration_ms: durationMs,
    throughput_per_hour: finishedLastHour,
    queue_depth: queueDepth,
    oldest_wait_seconds: oldestWaitMs === null ? null : oldestWaitMs / 1_000,
  };
}

@Injectable()
export class BacktestStatistics {
  constructor(
    @Inject(RUN_HISTORY) private readonly history: RunHistory,
    @Inject(TaskArchive) private readonly archive: TaskArchive,
  ) {}

  /** Of one submitter, or of all; how many wait is told of all either way, for it says how long one waits. */
  async read(submitter?: string): Promise<BacktestStatisticsDto> {
    const [statistics, depth] = await Promise.all([
      this.history.statistics(['backtest_run'], Date.now(), submitter),
      this.archive.count({ queue: 'backtest', statuses: ['pending'] }),
    ]);
    return toStatistics(statistics, depth);
  }
}
