import {
  DEFAULT_COSTS,
  resolveExecution,
  runBacktest,
  type BacktestRequest,
  type ThreadResult,
} from '#backtest-engine';
import type { RecordedTrial, StoredBacktest } from '#database';
import type { JobContext } from '#jobs';
import { compileStrategy } from '#strategy';
import type { EnginePool } from '../engine/engine-pool.js';
import { NO_DATASETS } from '../testing/no-datasets.js';
import { createWaveSeries } from '../testing/wave-series.js';
import { createAblationHandler } from './ablation.handler.js';

const series = createWaveSeries(300);

const strategy = {
  ...{ version: 1, name: 'wave', symbols: ['WAVE'] },
  rules: { long: { enter: 'close > sma(close, 8) and close > 90', exit: 'close < sma(close, 8)' } },
};

const request: BacktestRequest = {
  ...{ symbols: ['WAVE'], timeframe: '1d', startDate: null, endDate: null, initialCapital: 1e5, params: {} },
  ...{ costs: DEFAULT_COSTS, execution: resolveExecution('default'), benchmark: null, adjust: 'split' },
  ...{ asOf: null, seed: 0, tags: [] },
};

/** What an engine thread gives, without one. */
async function run({ strategy: document, request: settings }: Parameters<EnginePool['run']>[0]) {
  const compiled = compileStrategy(document);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  const outcome = runBacktest({ series: [series], strategy: compiled.strategy, request: settings });
  return { outcome, strategy: compiled.strategy.canonical } as ThreadResult;
}

it('an ablation puts the whole and what is left without each part on record, each as a trial of its shape', async () => {
  const recorded: { shapeHash: string; trials: readonly RecordedTrial[] }[] = [];
  const handler = createAblationHandler(
    { ...NO_DATASETS, bars: { loadSeries: async () => series } },
    { run },
    { find: async () => ({ strategy, request }) as unknown as StoredBacktest },
    { record: async (shapeHash, trials) => void recorded.push({ shapeHash, trials }) },
  );
  const { summary } = await handler({
    payload: { run_id: 'b', measure: 'sharpe', resamples: 100, mean_block: 5, seed: 0 },
    signal: new AbortController().signal,
    report: () => undefined,
  } as unknown as JobContext<'ablation'>);
  expect(summary.parts).toHaveLength(3);
  expect(recorded.map(({ trials }) => trials.length)).toEqual([1, 1, 1, 1]);
  expect(new Set(recorded.map(({ shapeHash }) => shapeHash)).size).toBe(4);
});
