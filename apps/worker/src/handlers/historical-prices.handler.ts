import type { UniverseRepository } from '#database';
import { dateInZone, xnys } from '#domain';
import { NO_PROGRESS, type Handler, type TaskProgress } from '#jobs';
import type { IntradayIngest, PriceIngest, SymbolResult } from '#market-data';
import { computeOutcome, findReason, toSubjectSummary } from './subject-results.js';

const COUNTS = ['inserted', 'changed', 'unchanged', 'quarantined', 'actions', 'conflicts'] as const;

/** Brings the prices of the wanted symbols up to date, a batch at a time. A fault of one symbol is no fault of the others. */
export function createHistoricalPricesHandler(
  ingest: Pick<PriceIngest, 'ingest' | 'batchSize'>,
  intraday: Pick<IntradayIngest, 'ingest'>,
  universe: Pick<UniverseRepository, 'listFor'>,
  now: () => number = Date.now,
): Handler<'historical_prices'> {
  return async (context) => {
    const { payload, taskId, signal } = context;
    const { timeframe = '1d' } = payload;
    const symbols = payload.symbols
      ? [...new Set(payload.symbols)]
      : (await universe.listFor('historical_prices', dateInZone(now(), xnys.timeZone))).map(
          ({ symbol }) => symbol,
        );
    if (symbols.length === 0) return { outcome: 'skipped', summary: { reason: 'No symbol is active' } };
    const results: SymbolResult[] = [];
    context.report(toProgress(results, symbols.length));
    for (let from = 0; from < symbols.length; from += ingest.batchSize) {
      signal.throwIfAborted();
      const batch = symbols.slice(from, from + ingest.batchSize);
      const brought = batch.map((symbol) => {
        const request = { symbol, start: payload.start, runId: taskId, signal, now: now() };
        return timeframe === '1d' ? ingest.ingest(request) : intraday.ingest({ ...request, timeframe });
      });
      results.push(...(await Promise.all(brought)));
      context.report(toProgress(results, symbols.length));
    }
    const bySymbol = new Map(results.map(({ symbol, ...result }) => [symbol, result]));
    return {
      outcome: computeOutcome(results),
      summary: toSubjectSummary(bySymbol, COUNTS),
      reason: findReason(results),
    };
  };
}

function toProgress(results: readonly SymbolResult[], total: number): TaskProgress {
  return {
    ...NO_PROGRESS,
    percent: (results.length / total) * 100,
    message: `Prices of ${results.length}/${total} symbols`,
    stage: 'loading',
  };
}
