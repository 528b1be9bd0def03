import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  createRandom,
  drawPath,
  followPath,
  QUANTILES,
  summarisePaths,
  toPeriodReturns,
  toTradeReturns,
  type PathEnd,
  type PathSource,
} from '#backtest-engine';
import { BarkeepError } from '#domain';
import type { BacktestResultRepository, StoredBacktest } from '#database';
import { NO_PROGRESS, type Handler, type MonteCarloPayload, type TaskSummary } from '#jobs';
import { LOADING } from './run-progress.js';

/** Returns that are drawn before others get a turn, some milliseconds. */
const RETURNS_AT_ONCE = 200_000;

/** Draws other paths that a finished backtest could have taken. What it finds is small and travels with the task. */
export function createMonteCarloHandler(
  results: Pick<BacktestResultRepository, 'find'>,
): Handler<'monte_carlo'> {
  return async (context) => {
    const { payload, signal } = context;
    context.report(LOADING);
    const stored = await results.find(payload.run_id);
    if (!stored) throw new BarkeepError('DATA_MISSING', 'The result of the backtest is no longer kept');
    const source = toSource(payload, stored);
    const random = createRandom(payload.seed);
    const ends: PathEnd[] = [];
    const atOnce = Math.max(1, Math.floor(RETURNS_AT_ONCE / Math.max(1, source.returns.length)));
    while (ends.length < payload.paths) {
      const to = Math.min(payload.paths, ends.length + atOnce);
      while (ends.length < to) ends.push(drawPath(source, random));
      const percent = Math.floor((ends.length / payload.paths) * 98);
      context.report({
        ...NO_PROGRESS,
        percent,
        message: `Path ${ends.length}/${payload.paths}`,
        stage: 'simulating',
      });
      await nextTurn();
      signal.throwIfAborted();
    }
    return { outcome: 'ok', summary: toSummary(payload, source, ends) };
  };
}

function toSource({ method, mean_block: meanBlock }: MonteCarloPayload, stored: StoredBacktest): PathSource {
  const { initialCapital } = stored.request as { initialCapital: number };
  const returns =
    method === 'bootstrap'
      ? toPeriodReturns(stored.equity)
      : toTradeReturns((stored.trades.columns.pnl ?? []) as ArrayLike<number>, initialCapital);
  if (returns.length > 1) return { method, returns, meanBlock };
  const what = method === 'bootstrap' ? 'periods' : 'closed trades';
  throw new BarkeepError('STRATEGY_FAILED', `The backtest has too few ${what} to be resampled`);
}

function toSummary(payload: MonteCarloPayload, source: PathSource, ends: readonly PathEnd[]): TaskSummary {
  const actual = followPath(source.returns);
  const found = summarisePaths(ends, actual);
  const byLevel = (values: readonly number[]): object =>
    Object.fromEntries(QUANTILES.map((level, k) => [`p${level * 100}`, values[k] * 100]));
  return {
    ...{ run_id: payload.run_id, method: payload.method, paths: found.paths, returns: source.returns.length },
    ...{ mean_block: payload.mean_block, seed: payload.seed },
    actual: { return_pct: actual.growth * 100, max_drawdown_pct: 0 - actual.maxDrawdown * 100 },
    return_pct: byLevel(found.growth),
    // A drawdown is told as zero or less, so that its worst is its lowest.
    max_drawdown_pct: byLevel(found.maxDrawdown.map((fall) => 0 - fall).reverse()),
    loss_probability: found.lossProbability,
    deeper_drawdown_probability: found.deeperProbability,
  };
}
