import {
  computeContribution,
  createRandom,
  toPeriodReturns,
  type BacktestRequest,
  type Contribution,
  type ThreadResult,
} from '#backtest-engine';
import type { BacktestResultRepository, TrialLedgerRepository } from '#database';
import { BarkeepError, finiteOrNull, toPlainTable } from '#domain';
import { NO_PROGRESS, type AblationPayload, type Handler, type TaskSummary } from '#jobs';
import {
  compileStrategy,
  listAblations,
  refuseAblations,
  type Ablation,
  type CompiledStrategy,
} from '#strategy';
import type { EnginePool } from '../engine/engine-pool.js';
import { loadRunSeries, type RunData, type RunSeries } from './load-run-series.js';
import { toRunTrials } from './record-trials.js';
import { LOADING } from './run-progress.js';

/** What is kept of a run. */
interface Outcome {
  readonly returns: Float64Array;
  readonly warmupBars: number;
  readonly trades: number;
  readonly returnPct: number | null;
}

interface FoundPart extends Contribution {
  readonly part: Ablation;
  readonly left: Outcome;
}

/**
 * Runs a finished backtest again whole and without each part of its strategy, all on the data of now and over the same
 * bars, and says what each part adds. Each run is put on record as a trial of its shape. What it finds is small and travels with the task.
 */
export function createAblationHandler(
  data: RunData,
  engine: Pick<EnginePool, 'run'>,
  results: Pick<BacktestResultRepository, 'find'>,
  ledger: Pick<TrialLedgerRepository, 'record'>,
): Handler<'ablation'> {
  return async (context) => {
    const { payload, signal } = context;
    context.report(LOADING);
    const stored = await results.find(payload.run_id);
    if (!stored) throw new BarkeepError('DATA_MISSING', 'The result of the backtest is no longer kept');
    const strategy = compile(stored.strategy);
    const request = stored.request as BacktestRequest;
    const parts = partsOf(strategy);
    const loaded = await loadRunSeries(data, stored.strategy, request);
    let done = 0;
    const run = async (one: CompiledStrategy, warmupBars?: number): Promise<Outcome> => {
      const { execution } = request;
      const world = {
        ...request,
        execution: { ...execution, warmupBars: warmupBars ?? execution.warmupBars },
      };
      const watch = {
        signal,
        wantsPart: () => false,
        onProgress: () => undefined,
        onPartial: () => undefined,
      };
      const work = { strategy: one.canonical, request: world, ...loaded, series: seriesOf(one, loaded) };
      const result = await engine.run(work, watch);
      signal.throwIfAborted();
      const { shapeHash, trials } = toRunTrials(result, world);
      await ledger.record(shapeHash, trials);
      done += 1;
      const percent = Math.floor((done / (parts.length + 1)) * 90);
      context.report({
        ...NO_PROGRESS,
        ...{ percent, message: `Run ${done}/${parts.length + 1}`, stage: 'simulating' },
      });
      return toOutcome(result);
    };
    const whole = await run(strategy);
    if (whole.returns.length < 2)
      throw new BarkeepError('STRATEGY_FAILED', 'The backtest has too few periods to be compared');
    const left = await Promise.all(parts.map((part) => run(part.strategy, whole.warmupBars)));
    const found = parts.map((part, k) => judge(payload, part, whole, left[k]));
    return { outcome: 'ok', summary: toSummary(payload, whole, found) };
  };
}

function compile(document: object): CompiledStrategy {
  const compiled = compileStrategy(document);
  if (compiled.ok) return compiled.strategy;
  throw new BarkeepError('STRATEGY_INVALID', 'The strategy has faults', { faults: compiled.errors });
}

function partsOf(strategy: CompiledStrategy): Ablation[] {
  const parts = listAblations(strategy);
  const refusal = refuseAblations(parts);
  if (refusal === undefined) return parts;
  throw new BarkeepError('STRATEGY_FAILED', refusal);
}

/** A part of the strategy may read less than the whole. */
function seriesOf({ dataSymbols }: CompiledStrategy, { series }: RunSeries): RunSeries['series'] {
  return dataSymbols.map((symbol) => series.find((one) => one.symbol === symbol)!);
}

function toOutcome({ outcome }: ThreadResult): Outcome {
  const { equity, warmupBars, metrics, trades } = outcome;
  return {
    returns: toPeriodReturns(toPlainTable(equity)),
    ...{ warmupBars, trades: trades.length, returnPct: metrics.return_pct },
  };
}

/** Every part is held against the same resamples. */
function judge(payload: AblationPayload, part: Ablation, whole: Outcome, left: Outcome): FoundPart {
  const { measure, resamples, mean_block: meanBlock, seed } = payload;
  const options = { measure, resamples, meanBlock, random: createRandom(seed) };
  return { part, left, ...computeContribution(whole.returns, left.returns, options) };
}

function toSummary(payload: AblationPayload, whole: Outcome, found: readonly FoundPart[]): TaskSummary {
  const figures = ({ returnPct, trades }: Outcome) => ({
    return_pct: finiteOrNull(returnPct ?? NaN),
    trades,
  });
  const ranked = [...found].sort((one, other) => other.value - one.value);
  return {
    ...payload,
    periods: whole.returns.length,
    whole: figures(whole),
    parts: ranked.map(({ part: { path, without }, left, value, low, high }) => ({
      ...{ path, without, contribution: value, low, high, left: figures(left) },
    })),
  };
}
