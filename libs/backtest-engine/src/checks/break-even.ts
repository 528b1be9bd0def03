import { alignCloses } from '../outcome.js';
import type { PreparedRun } from '../prepared-run.js';
import { simulateAgain } from '../run-backtest.js';
import type { RunHooks } from '../run-hooks.js';
import type { Simulation } from '../simulation.js';

/** Why there is no number. */
export type NoBreakEven = 'no_trades' | 'below_benchmark' | 'never' | 'too_many_bars' | 'code' | 'cancelled';

/** The extra cost that eats up what a run earned beyond its benchmark. */
export interface BreakEven {
  /** Basis points of the price, paid at each entry and each exit on top of the run's own costs. */
  readonly bpsPerSide: number | null;
  readonly reason: NoBreakEven | null;
  /** Symbol whose buying and holding over the same bars is the benchmark. */
  readonly benchmark: string;
  /** Dearer trading did better somewhere, so that the answer is one of several or depends on whole units. */
  readonly nonMonotone: boolean;
  /** Annual growth of the run less that of the benchmark at the answer; fraction, null without an answer. */
  readonly excessCagr: number | null;
}

/** Bars × instruments up to which the run is simulated again, some twenty times. */
export const MOST_BREAK_EVEN_BARS = 100_000;
const MOST_BPS = 10_000;
const MOST_HALVINGS = 20;
/** Half a basis point per year. */
const CLOSE_ENOUGH = 5e-5;
const YEAR = 365.25 * 86_400_000;

/** Looks for the cost by widening, then halving; a run over too many bars is left alone and says so. */
export function findBreakEven(run: PreparedRun, simulation: Simulation, hooks: RunHooks): BreakEven {
  const none = (reason: NoBreakEven, nonMonotone = false): BreakEven => ({
    ...{ bpsPerSide: null, reason, benchmark: run.benchmark.symbol, nonMonotone, excessCagr: null },
  });
  if (!run.isRepeatable) return none('code');
  if (simulation.market.length * simulation.market.series.length > MOST_BREAK_EVEN_BARS)
    return none('too_many_bars');
  if (simulation.portfolio.tradedValue === 0) return none('no_trades');
  const search = new CostSearch(run, simulation, hooks);
  if (!(search.excessOf(simulation) > 0)) return none('below_benchmark');
  const answer = search.find();
  if (answer === 'never' || answer === 'cancelled') return none(answer, search.isNonMonotone);
  return {
    ...{ bpsPerSide: answer.bps, reason: null, benchmark: run.benchmark.symbol },
    ...{ nonMonotone: search.isNonMonotone, excessCagr: answer.excess },
  };
}

interface Point {
  readonly bps: number;
  readonly excess: number;
}

class CostSearch {
  private readonly points: Point[];
  private readonly years: number;
  private readonly benchmarkGrowth: number;

  constructor(
    private readonly run: PreparedRun,
    simulation: Simulation,
    private readonly hooks: RunHooks,
  ) {
    const { timeline } = simulation.market;
    const last = timeline.length - 1;
    const closes = alignCloses(run.benchmark, timeline);
    this.years = (timeline[last] - timeline[0]) / YEAR;
    this.benchmarkGrowth = this.annual(closes[last] / closes[Math.min(run.warmupBars, last)]);
    this.points = [{ bps: 0, excess: this.excessOf(simulation) }];
  }

  get isNonMonotone(): boolean {
    const ordered = this.points.toSorted((left, right) => left.bps - right.bps);
    return ordered.some(({ excess }, index) => index > 0 && excess > ordered[index - 1].excess + 1e-12);
  }

  find(): Point | 'never' | 'cancelled' {
    let [low] = this.points;
    let high: Point | undefined;
    for (let bps = 10; high === undefined; bps *= 4) {
      if (bps > MOST_BPS) return 'never';
      const point = this.at(bps);
      if (point === undefined) return 'cancelled';
      if (point.excess > 0) low = point;
      else high = point;
    }
    for (let k = 0; k < MOST_HALVINGS && Math.abs(low.excess) > CLOSE_ENOUGH; k += 1) {
      if (Math.abs(high.excess) <= CLOSE_ENOUGH) return high;
      const middle = this.at((low.bps + high.bps) / 2);
      if (middle === undefined) return 'cancelled';
      if (middle.excess > 0) low = middle;
      else high = middle;
    }
    return low;
  }

  /** Annual growth of a simulation less that of the benchmark. */
  excessOf({ recorder: { equity } }: Simulation): number {
    return this.annual(equity[equity.length - 1] / equity[0]) - this.benchmarkGrowth;
  }

  private at(bps: number): Point | undefined {
    const find = () => this.simulateAt(bps);
    const { trail } = this.hooks;
    const excess = trail === undefined ? find() : trail.figure(`excess at ${bps} bps`, find);
    if (excess === undefined) return undefined;
    const point = { bps, excess };
    this.points.push(point);
    return point;
  }

  private simulateAt(bps: number): number | undefined {
    const { models } = this.run;
    const extra = bps / 10_000;
    const dearer = {
      ...models,
      entrySpread: models.entrySpread + extra,
      exitSpread: models.exitSpread + extra,
    };
    const simulation = simulateAgain(this.run.simulate(dearer, true), this.hooks);
    if (simulation === undefined) return undefined;
    const excess = this.excessOf(simulation);
    simulation.recorder.release();
    return excess;
  }

  private annual(growth: number): number {
    return this.years > 0 ? growth ** (1 / this.years) - 1 : growth - 1;
  }
}
