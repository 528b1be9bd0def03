import type { BarSeries, Fault } from '#domain';
import { bindStrategy, compileStrategy, type KnownRows } from '#strategy';
import type { RunSettings } from '../run-backtest.js';
import { checkSeries } from '../check-series.js';
import { Market } from '../market.js';
import { METRICS } from '../metrics/metric-table.js';
import { computePeriodReturns } from '../metrics/period-returns.js';
import { findBarPeriod } from '../metrics/bar-period.js';
import { RunFacts } from '../metrics/run-facts.js';
import { createModels } from '../models/create-models.js';
import { alignCloses } from '../outcome.js';
import { createStrategy } from '../rules/create-strategy.js';
import { Simulation } from '../simulation.js';
import type { Span } from './walk-forward-folds.js';

/** What all trials of a search share. */
export interface TrialWorld {
  /** The canonical document of the strategy. */
  strategy: object;
  request: RunSettings;
  /** In the order of the strategy's `dataSymbols`. */
  series: readonly BarSeries[];
  /** What the strategy reads of datasets. */
  known?: readonly KnownRows[];
  benchmark?: BarSeries;
}

/** A trial that ran over a span of bars. */
export interface TrialRun {
  facts: RunFacts;
  times: Float64Array;
  equity: Float64Array;
  /** Changes of equity from day to day (or longer bar to bar). */
  returns: Float64Array;
  /** Lets later trials use the memory of this one, at which nobody may look afterwards. */
  release(): void;
}

export type TrialAnswer = { ok: true; run: TrialRun } | { ok: false; errors: Fault[] };

/**
 * Runs a strategy with one set of parameters after the other over bars that were checked once. A span is simulated
 * as if the data ended with it; indicators may look at what lies before it, as they would have on that day.
 */
export class TrialRunner {
  private readonly bySymbol: ReadonlyMap<string, BarSeries>;
  private readonly benchmark: Float64Array;
  readonly timeline: Float64Array;

  constructor(private readonly world: TrialWorld) {
    const { series, benchmark } = world;
    checkSeries(series);
    this.bySymbol = new Map(series.map((one) => [one.symbol, one]));
    this.timeline = new Market(series).timeline;
    this.benchmark = alignCloses(benchmark ?? series[0], this.timeline);
  }

  /** All bars. */
  get whole(): Span {
    return { from: 0, to: this.timeline.length };
  }

  /** Returns that an account makes over a span when it is never ruined. */
  countReturns({ from, to }: Span): number {
    const times = this.timeline.subarray(Math.max(0, from - 1), to);
    return computePeriodReturns(times, new Float64Array(times.length).fill(1), findBarPeriod(times)).length;
  }

  run(params: Readonly<Record<string, number>>, span: Span = this.whole): TrialAnswer {
    const { strategy, request, series } = this.world;
    const { execution } = request;
    const warmup = execution.preset === 'backtesting_py' ? 'first_defined' : 'converged';
    const compiled = compileStrategy(strategy, { params, warmup });
    if (!compiled.ok) return { ok: false, errors: compiled.errors };
    const bound = bindStrategy(compiled.strategy, this.bySymbol, undefined, this.world.known);
    const rules = createStrategy(bound, execution.warmupBars);
    const prepared = rules.prepare(series);
    const warmupBars = execution.warmupBars ?? prepared.warmupBars;
    const models = createModels(execution, request.costs, rules.exclusive ?? true);
    const firstBar = Math.max(span.from, warmupBars + 1);
    const simulation = new Simulation(new Market(series), rules, models, request.initialCapital, firstBar);
    simulation.runTo(span.to);
    if (span.to === this.timeline.length) simulation.finish();
    const run = this.toRun(simulation, span, Math.max(warmupBars, span.from - 1), models.rules.ratios);
    const release = (): void => {
      simulation.recorder.release();
      bound.release?.();
    };
    return { ok: true, run: { ...run, release } };
  }

  /** The bar before the span is the one on which equity is still the capital. */
  private toRun(
    { recorder, portfolio }: Simulation,
    { from, to }: Span,
    warmupBar: number,
    ratios: 'textbook' | 'geometric',
  ): Omit<TrialRun, 'release'> {
    const first = Math.max(0, from - 1);
    const times = this.timeline.subarray(first, to);
    const equity = recorder.equity.subarray(first, to);
    const trades = recorder.trades.columns;
    const shift = (bars: Int32Array): Int32Array => (first === 0 ? bars : bars.map((bar) => bar - first));
    const facts = new RunFacts({
      ...{ times, equity, ratios },
      benchmark: this.benchmark.subarray(first, to),
      warmupBars: warmupBar - first,
      trades: { ...trades, entryBar: shift(trades.entryBar), exitBar: shift(trades.exitBar) },
      costs: portfolio.costs,
      tradedValue: portfolio.tradedValue,
    });
    return { facts, times, equity, returns: facts.periodReturns };
  }
}

/** A metric of a trial; NaN where it is not defined. */
export function metricOf(key: string, facts: RunFacts): number {
  const metric = METRICS.find((one) => one.key === key);
  const value = metric?.compute(facts) ?? NaN;
  return Number.isFinite(value) ? value : NaN;
}
