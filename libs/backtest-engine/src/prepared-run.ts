import { BarkeepError, type BarSeries, type TimedAction } from '#domain';
import {
  bindStrategy,
  type BindingWatch,
  type BoundStrategy,
  type CompiledStrategy,
  type KnownRows,
} from '#strategy';
import type { BacktestRequest } from './backtest-request.js';
import { checkSeries } from './check-series.js';
import { alignSeries, Market, type Alignment } from './market.js';
import { adjustCloses } from './models/corporate-actions.js';
import { createModels } from './models/create-models.js';
import type { ExecutionModels } from './models/execution-models.js';
import { Recorder } from './record/recorder.js';
import { createStrategy } from './rules/create-strategy.js';
import { Simulation } from './simulation.js';
import type { Preparation, Strategy } from './strategy.js';

/** The parts of a request that the engine reads; the rest says which data was loaded. */
export type RunSettings = Pick<BacktestRequest, 'initialCapital' | 'costs' | 'execution' | 'seed'> &
  Partial<Pick<BacktestRequest, 'adjust'>>;

export interface BacktestInput {
  /** The bars of each instrument, sorted and unique in time. */
  series: readonly BarSeries[];
  /** The rows of datasets that the strategy reads, as its `known` says. */
  known?: readonly KnownRows[];
  /** Splits and dividends that act on positions; for raw bars. */
  actions?: readonly TimedAction[];
  /** Finer bars of some instruments, to see which of stop and target a bar reached first. */
  finer?: readonly BarSeries[];
  /** A checked strategy.v1, or trusted code. */
  strategy: CompiledStrategy | Strategy;
  request: RunSettings;
  /** For beta, alpha and the buy-and-hold return; default: the first instrument. */
  benchmark?: BarSeries;
}

/** What a watch throws to end a run before its first bar. */
export const BINDING_ENDED = new Error('the binding was ended');

/** A run that is checked and made ready. A compiled strategy may be simulated any number of times, code once. */
export class PreparedRun {
  readonly models: ExecutionModels;
  readonly warmupBars: number;
  /** The watch has ended it: it has nothing to simulate with. */
  readonly isEnded: boolean;
  readonly benchmark: BarSeries;
  private readonly create: (() => Strategy) | undefined;
  private next: Strategy | undefined;
  private readonly bound: BoundStrategy | undefined;
  private first: Simulation | undefined;
  private alignment: Alignment | undefined;

  constructor(
    readonly input: BacktestInput,
    readonly bind: typeof bindStrategy = bindStrategy,
    /** Looks on while the indicators are computed; throws `BINDING_ENDED` to end the run before its first bar. */
    watch?: BindingWatch,
  ) {
    const { series, known, request, strategy, actions = [] } = input;
    const { execution } = request;
    checkSeries(series);
    if (!(request.initialCapital > 0) || !(execution.margin > 0)) {
      throw new BarkeepError('STRATEGY_FAILED', 'Initial capital and margin must be greater than zero.');
    }
    if (!('prepare' in strategy)) {
      const bound = bind(strategy, new Map(series.map((one) => [one.symbol, one])), watch, known);
      this.bound = bound;
      this.create = () => createStrategy(bound, execution.warmupBars);
    }
    this.next = this.create?.() ?? (strategy as Strategy);
    const preparation = prepareUnlessEnded(this.next, series);
    this.isEnded = preparation === undefined;
    this.warmupBars = execution.warmupBars ?? preparation?.warmupBars ?? this.bound?.strategy.warmupBars ?? 0;
    this.models = createModels(execution, request.costs, this.next.exclusive ?? true, input);
    this.benchmark = adjustCloses(input.benchmark ?? series[0], actions);
  }

  /** Whether it can be simulated more than once. */
  get isRepeatable(): boolean {
    return this.create !== undefined;
  }

  /** A simulation before its first bar; with `isForMetrics` one of which orders are not asked and that is released by itself. */
  simulate(models: ExecutionModels = this.models, isForMetrics = false): Simulation {
    const { series, request } = this.input;
    const strategy = this.next ?? this.again(series);
    this.next = undefined;
    this.alignment ??= alignSeries(series);
    const market = new Market(series, this.alignment);
    const firstBar = this.warmupBars + 1;
    const recorder = Recorder.over(market, isForMetrics);
    const simulation = new Simulation(market, strategy, models, request.initialCapital, firstBar, recorder);
    if (!isForMetrics) this.first ??= simulation;
    return simulation;
  }

  /** Lets later runs of this thread use the memory of this one, of which only outcomes may be looked at afterwards. */
  release(): void {
    this.first?.recorder.release();
    this.first = undefined;
    this.bound?.release?.();
  }

  private again(series: readonly BarSeries[]): Strategy {
    if (this.create === undefined) throw new TypeError('code can be simulated once only');
    const strategy = this.create();
    strategy.prepare(series);
    return strategy;
  }
}

function prepareUnlessEnded(strategy: Strategy, series: readonly BarSeries[]): Preparation | undefined {
  try {
    return strategy.prepare(series);
  } catch (error) {
    if (error === BINDING_ENDED) return undefined;
    throw error;
  }
}
