import { Inject, Injectable } from '@nestjs/common';
import { BackfillRepository } from '#database';
import { DatasetIngest } from '../ingest/dataset-ingest.js';
import { IntradayIngest } from '../ingest/intraday-ingest.js';
import { PriceIngest } from '../ingest/price-ingest.js';
import type { SubjectResult } from '../ingest/subject-results.js';
import type { BackfillChunk, BackfillPlan } from './plan-backfill.js';

type Result = Pick<SubjectResult, 'subject' | 'outcome' | 'reason' | (typeof SUMS)[number]>;

const SUMS = ['inserted', 'changed', 'unchanged', 'quarantined'] as const;
/** Failures that are told one by one. */
const MOST_TOLD = 100;

/** What came of the chunks that are done. */
export interface BackfillCounts extends Record<(typeof SUMS)[number], number> {
  ok: number;
  empty: number;
  failed: number;
  /** The first hundred. */
  failures: { subject: string; from: string; to: string; reason: string | null }[];
}

export interface BackfillProgress {
  doneChunks: number;
  totalChunks: number;
  counts: BackfillCounts;
}

export interface BackfillRun {
  /** Under this the cursor is kept: a run of the same task goes on where the one before ended. */
  taskId: string;
  /** UTC ms. */
  now: number;
  signal: AbortSignal;
  onChunk?(progress: BackfillProgress): void;
}

const NOTHING: BackfillCounts = {
  ...{ inserted: 0, changed: 0, unchanged: 0, quarantined: 0 },
  ...{ ok: 0, empty: 0, failed: 0, failures: [] },
};

/** Brings the past, chunk by chunk; what is stored already stays untouched. */
@Injectable()
export class Backfill {
  constructor(
    @Inject(PriceIngest) private readonly prices: PriceIngest,
    @Inject(DatasetIngest) private readonly datasets: DatasetIngest,
    @Inject(IntradayIngest) private readonly intraday: IntradayIngest,
    @Inject(BackfillRepository) private readonly states: BackfillRepository,
  ) {}

  /**
   * The chunks of the first run of a task are those of all its runs.
   * @throws BarkeepError STORE_UNAVAILABLE; the signal's reason.
   */
  async run(plan: BackfillPlan, run: BackfillRun): Promise<BackfillProgress> {
    const { taskId, signal } = run;
    const { chunks, nextChunk, counts: before } = await this.states.open(taskId, plan.chunks, NOTHING);
    let counts = before;
    run.onChunk?.({ doneChunks: nextChunk, totalChunks: chunks.length, counts });
    for (let at = nextChunk; at < chunks.length; at += 1) {
      signal.throwIfAborted();
      counts = addUp(counts, chunks[at], await this.bring(plan, chunks[at], run));
      await this.states.advance(taskId, at + 1, counts);
      run.onChunk?.({ doneChunks: at + 1, totalChunks: chunks.length, counts });
    }
    return { doneChunks: chunks.length, totalChunks: chunks.length, counts };
  }

  private bring(
    { dataset, timeframe }: BackfillPlan,
    chunk: BackfillChunk,
    run: BackfillRun,
  ): Promise<Result[]> {
    const { taskId: runId, now, signal } = run;
    const { subjects, from, to } = chunk;
    if (dataset !== 'historical_prices')
      return this.datasets.ingest(dataset, { subjects, from, to, now, runId, signal });
    const work = subjects.map((symbol) =>
      timeframe
        ? this.intraday.ingest({ symbol, timeframe, start: from, end: to, now, runId, signal })
        : // Up to today: split-adjusted prices are multiplied back by every later split.
          this.prices.ingest({ symbol, start: from, now, runId, signal }),
    );
    return Promise.all(work).then((results) =>
      results.map(({ symbol, ...result }) => ({ ...result, subject: symbol })),
    );
  }
}

function addUp(
  before: BackfillCounts,
  { from, to }: BackfillChunk,
  results: readonly Result[],
): BackfillCounts {
  const counts: BackfillCounts = { ...before, failures: [...before.failures] };
  for (const result of results) {
    for (const name of SUMS) counts[name] += result[name];
    counts[result.outcome] += 1;
    const { subject, reason } = result;
    if (result.outcome === 'failed' && counts.failures.length < MOST_TOLD)
      counts.failures.push({ subject, from, to, reason });
  }
  return counts;
}
