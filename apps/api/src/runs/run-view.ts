import type { RecordedRun } from '#database';
import { toIso, toIsoOrNull } from '../tasks/instants.js';
import { toMetrics } from '../tasks/metrics.js';
import { backtestLinks } from '../tasks/task-views.js';
import type { RunDto } from './run.dto.js';

/** A run of the history as the wire writes it. */
export function toRun(run: RecordedRun): RunDto {
  const { status, result } = backtestLinks(run.taskId);
  return {
    task_id: run.taskId,
    ...{ name: run.name, notes: run.notes, tags: run.tags, pinned: run.pinned },
    ...{ owner: run.submitter, shared: run.shared },
    status: run.status,
    strategy_name: run.strategyName,
    strategy_hash: run.result?.strategyHash ?? null,
    symbols: run.symbols,
    timeframe: run.timeframe,
    start_date: run.startDate,
    end_date: run.endDate,
    created_at: toIso(run.createdAt),
    started_at: toIsoOrNull(run.startedAt),
    finished_at: toIsoOrNull(run.finishedAt),
    duration_ms: run.result?.durationMs ?? null,
    bars_total: run.result?.barsTotal ?? null,
    result_digest: run.result?.resultDigest ?? null,
    partial: run.result?.partial ?? false,
    metrics: run.result && toMetrics(run.result.metrics),
    ...(run.errorCode === null ? {} : { error: { code: run.errorCode, message: run.errorMessage ?? '' } }),
    links: { status, result },
  };
}
