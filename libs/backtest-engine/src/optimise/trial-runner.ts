import { giveMemoryBack, takeMemory, type BarSeries, type Fault, type TimedAction } from '#domain';
import { StrategyFamily, type BoundStrategy, type KnownRows } from '#strategy';
import type { RunSettings } from '../run-backtest.js';
import { checkSeries } from '../check-series.js';
import { alignSeries, Market, type Alignment } from '../market.js';
import { METRICS } from '../metrics/metric-table.js';
import { RunFacts } from '../metrics/run-facts.js';
import { TimeGrid } from '../metrics/time-grid.js';
import { adjustCloses } from '../models/corporate-actions.js';
import { createModels } from '../models/create-models.js';
import type { ExecutionModels } from '../models/execution-models.js';
import { alignCloses } from '../outcome.js';
import { Recorder } from '../record/recorder.js';
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
  /** As in `BacktestInput`. */
  actions?: readonly TimedAction[];
  finer?: readonly BarSeries[];
  benchmark?: BarSeries;
}

/** Thrown out of a trial that is not wanted any more; its runner can run no other. */
export class TrialEnded extends Error {}

/** Bars that are simulated between two looks whether the trial is still wanted. */
const BARS_AT_ONCE = 65_536;

/** What a trial is recorded in, to be used again. */
interface TrialMemory {
  readonly recorder: Recorder;
  /** A row per change of equity. */
  readonly returns: Float64Array;
}

/** A trial that ran over a span of bars. */
class TrialRun {
  constructor(
    readonly times: Float64Array,
    readonly facts: RunFacts,
    readonly simulation: Simulation,
    private readonly memory: TrialMemory,
    private readonly bound: BoundStrategy,
    private readonly runner: TrialRunner,
  ) {}

  get equity(): Float64Array {
    return this.facts.input.equity;
  }

  /** Changes of equity from day to day (or longer bar to bar). */
  get returns(): Float64Array {
    return this.facts.periodReturns;
  }

  /** Lets later trials use the memory of this one, at which nobody may look afterwards. */
  release(): void {
    this.runner.takeBack(this.memory);
    this.bound.release?.();
  }
}

export type TrialAnswer = { ok: true; run: TrialRun } | { ok: false; errors: Fault[] };

/**
 * Runs a strategy with one set of parameters after the other over bars that were checked once. A span is simulated
 * as if the data ended with it; indicators may look at what lies before it, as they would have on that day.
 */
export class TrialRunner {
  private readonly family: StrategyFamily;
  private readonly alignment: Alignment;
  private readonly benchmark: Float64Array;
  private readonly grids = new Map<string, TimeGrid>();
  private readonly models = new Map<boolean, ExecutionModels>();
  private spare: TrialMemory | undefined;

  /** A trial ends with `TrialEnded` once `isCancelled`. */
  constructor(
    private readonly world: TrialWorld,
    private readonly isCancelled: () => boolean = () => false,
  ) {
    const { strategy, request, series, known, benchmark, actions = [] } = world;
    checkSeries(series);
    const bySymbol = new Map(series.map((one) => [one.symbol, one]));
    const warmup = request.execution.preset === 'backtesting_py' ? 'first_defined' : 'converged';
    this.family = new StrategyFamily(strategy, {
      ...{ warmup, series: bySymbol, known },
      watch: () => this.endUnlessWanted(),
    });
    this.alignment = alignSeries(series);
    this.benchmark = alignCloses(adjustCloses(benchmark ?? series[0], actions), this.timeline);
  }

  get timeline(): Float64Array {
    return this.alignment.timeline;
  }

  /** All bars. */
  get whole(): Span {
    return { from: 0, to: this.timeline.length };
  }

  /** Returns that an account makes over a span when it is never ruined. */
  countReturns(span: Span): number {
    return this.gridOf(span).periodEnds.length - 1;
  }

  run(params: Readonly<Record<string, number>>, span: Span = this.whole): TrialAnswer {
    const { request, series } = this.world;
    const { execution } = request;
    const member = this.family.bind(params);
    if (!member.ok) return member;
    const { bound } = member;
    const rules = createStrategy(bound, execution.warmupBars);
    const prepared = rules.prepare(series);
    const warmupBars = execution.warmupBars ?? prepared.warmupBars;
    const models = this.modelsOf(rules.exclusive ?? true);
    const firstBar = Math.max(span.from, warmupBars + 1);
    const market = new Market(series, this.alignment);
    const memory = this.takeMemory(market);
    const { recorder } = memory;
    const simulation = new Simulation(market, rules, models, request.initialCapital, firstBar, recorder);
    while (!simulation.isFinished && simulation.barsDone < span.to) {
      simulation.runTo(Math.min(span.to, simulation.barsDone + BARS_AT_ONCE));
      this.endUnlessWanted();
    }
    if (span.to === this.timeline.length) simulation.finish();
    const { times, facts } = this.measure(
      simulation,
      memory,
      span,
      Math.max(warmupBars, span.from - 1),
      models.rules.ratios,
    );
    return { ok: true, run: new TrialRun(times, facts, simulation, memory, bound, this) };
  }

  /** For the next trial; nobody looks at the one that was recorded there. */
  takeBack(memory: TrialMemory): void {
    memory.recorder.clear();
    this.spare = memory;
  }

  /** Lets later runners of this thread use the memory of this one, at whose trials nobody may look afterwards. */
  release(): void {
    this.family.release();
    const { spare } = this;
    if (spare === undefined) return;
    this.spare = undefined;
    spare.recorder.release();
    giveMemoryBack([spare.returns.buffer as ArrayBuffer]);
  }

  private takeMemory(market: Market): TrialMemory {
    const { spare } = this;
    this.spare = undefined;
    if (spare !== undefined) return spare;
    const returns = new Float64Array(takeMemory(market.length * 8), 0, market.length);
    return { recorder: Recorder.over(market, true), returns };
  }

  private modelsOf(exclusive: boolean): ExecutionModels {
    const { execution, costs } = this.world.request;
    const known = this.models.get(exclusive) ?? createModels(execution, costs, exclusive, this.world);
    this.models.set(exclusive, known);
    return known;
  }

  private endUnlessWanted(): void {
    if (this.isCancelled()) throw new TrialEnded();
  }

  /** The bar before the span is the one on which equity is still the capital. */
  private measure(
    { portfolio }: Simulation,
    { recorder, returns }: TrialMemory,
    { from, to }: Span,
    warmupBar: number,
    ratios: 'textbook' | 'geometric',
  ): { times: Float64Array; facts: RunFacts } {
    const first = Math.max(0, from - 1);
    const grid = this.gridOf({ from, to });
    const { times } = grid;
    const equity = recorder.equity.subarray(first, to);
    const trades = recorder.trades.columns;
    if (first > 0) {
      trades.entryBar = trades.entryBar.map((bar) => bar - first);
      trades.exitBar = trades.exitBar.map((bar) => bar - first);
    }
    // Members are named one by one: spreading an object takes as long as going through a thousand bars.
    const input = {
      times,
      equity,
      ratios,
      returns,
      benchmark: this.benchmark.subarray(first, to),
      warmupBars: warmupBar - first,
      trades,
      costs: portfolio.costs,
      tradedValue: portfolio.tradedValue,
    };
    return { times, facts: new RunFacts(input, grid) };
  }

  /** The times of a span and of the bar before it. */
  private gridOf({ from, to }: Span): TimeGrid {
    const key = `${from} ${to}`;
    const known = this.grids.get(key) ?? new TimeGrid(this.timeline.subarray(Math.max(0, from - 1), to));
    this.grids.set(key, known);
    return known;
  }
}

const BY_KEY = new Map(METRICS.map((metric) => [metric.key, metric]));

/** A metric of a trial; NaN where it is not defined. */
export function metricOf(key: string, facts: RunFacts): number {
  const value = BY_KEY.get(key)?.compute(facts) ?? NaN;
  return Number.isFinite(value) ? value : NaN;
}
