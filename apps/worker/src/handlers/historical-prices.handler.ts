import type { InstrumentRepository } from '#database';
import type { JobOutcome } from '#domain';
import { NO_PROGRESS, type Handler, type TaskProgress, type TaskSummary } from '#jobs';
import type { PriceIngest, SymbolResult } from '#market-data';

/** Results of single symbols that a summary has room for; those that went wrong come first. */
const LISTED_SYMBOLS = 500;
const COUNTS = ['inserted', 'changed', 'unchanged', 'quarantined', 'actions'] as const;

/** Brings the prices of the wanted symbols up to date, a batch at a time. A fault of one symbol is no fault of the others. */
export function createHistoricalPricesHandler(
  ingest: Pick<PriceIngest, 'ingest' | 'batchSize'>,
  instruments: Pick<InstrumentRepository, 'listActive'>,
  now: () => number = Date.now,
): Handler<'historical_prices'> {
  return async (context) => {
    const { payload, taskId, signal } = context;
    const symbols = payload.symbols
      ? [...new Set(payload.symbols)]
      : (await instruments.listActive()).map(({ symbol }) => symbol);
    if (symbols.length === 0) return { outcome: 'skipped', summary: { reason: 'No symbol is active' } };
    const results: SymbolResult[] = [];
    context.report(toProgress(results, symbols.length));
    for (let from = 0; from < symbols.length; from += ingest.batchSize) {
      signal.throwIfAborted();
      const batch = symbols.slice(from, from + ingest.batchSize);
      const brought = batch.map((symbol) =>
        ingest.ingest({ symbol, start: payload.start, runId: taskId, signal, now: now() }),
      );
      results.push(...(await Promise.all(brought)));
      context.report(toProgress(results, symbols.length));
    }
    return { outcome: outcomeOf(results), summary: toSummary(results) };
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

/** What all symbols together come to. */
function outcomeOf(results: readonly SymbolResult[]): JobOutcome {
  const outcomes = new Set(results.map(({ outcome }) => outcome));
  if (outcomes.size === 1) return results[0].outcome;
  return outcomes.has('ok') ? 'partial' : 'failed';
}

function toSummary(results: readonly SymbolResult[]): TaskSummary {
  const countOf = (wanted: SymbolResult['outcome']) =>
    results.filter(({ outcome }) => outcome === wanted).length;
  const sums = COUNTS.map((name) => [name, results.reduce((sum, result) => sum + result[name], 0)]);
  const wrongFirst = [...results].sort(
    (one, other) => Number(one.outcome === 'ok') - Number(other.outcome === 'ok'),
  );
  return {
    symbols: { total: results.length, ok: countOf('ok'), empty: countOf('empty'), failed: countOf('failed') },
    ...(Object.fromEntries(sums) as Record<string, number>),
    providers: countProviders(results),
    by_symbol: Object.fromEntries(
      wrongFirst.slice(0, LISTED_SYMBOLS).map(({ symbol, ...result }) => [symbol, result]),
    ),
  };
}

/** How many symbols each provider answered for. */
function countProviders(results: readonly SymbolResult[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { provider } of results) if (provider !== null) counts[provider] = (counts[provider] ?? 0) + 1;
  return counts;
}
