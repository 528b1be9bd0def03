import type { BarSeries } from '#domain';
import type { DecisionContext } from '../decision-context.js';
import type { OpenTrade } from '../order.js';

/** Room for the rounding of a target that is met to the last unit. */
const TOLERANCE = 1 + 1e-12;

/** A trade of which some units are to be sold. */
interface Sale {
  readonly trade: OpenTrade;
  readonly portion: number;
}

/**
 * Brings holdings to target weights: fractions of the equity at the closes of the decision. Sales are placed so
 * that they fill before purchases, both in the order of the symbols; a purchase asks for money, so it shrinks
 * where prices have risen until the fill instead of failing.
 */
export class Rebalance {
  /** By instrument; NaN for what is kept. */
  private readonly targets: Float64Array;

  constructor(
    /** Instruments that may be held, in the order in which they are traded. */
    private readonly instruments: readonly number[],
    private readonly series: readonly BarSeries[],
    /** Distance from the target, as a fraction of equity, within which a holding is left alone. */
    private readonly band: number,
  ) {
    this.targets = new Float64Array(series.length);
  }

  begin(): void {
    this.targets.fill(0);
  }

  add(instrument: number, fraction: number): void {
    this.targets[instrument] += fraction;
  }

  /** Leaves a holding and its orders as they are. Gives its value as a fraction of the equity. */
  keep(context: DecisionContext, instrument: number): number {
    this.targets[instrument] = NaN;
    return (context.positionSize(instrument) * context.market.close[instrument]) / context.equity;
  }

  place(context: DecisionContext): void {
    const moved = this.instruments.filter((one) => !Number.isNaN(this.targets[one]));
    if (context.orders.length > 0) for (const one of moved) context.cancelEntries(one);
    const { equity } = context;
    const { close } = context.market;
    const sales: Sale[] = [];
    for (const instrument of moved) {
      const price = close[instrument];
      const held = context.positionSize(instrument);
      const money = this.targets[instrument] * equity;
      if (!this.isWorthwhile(instrument, (money - held * price) / equity)) continue;
      const wanted = context.wholeUnits ? Math.floor((money / price) * TOLERANCE) : money / price;
      // The sum of trades is rounded: all of it is no number of units.
      const sold = wanted === 0 ? Infinity : held - wanted;
      if (wanted < held) sales.push(...salesOf(context.trades, instrument, sold));
      else if (wanted > held) this.buy(context, instrument, money - held * price);
    }
    // Each goes to the front of the book: the last one placed is the first to fill.
    for (const { trade, portion } of sales.reverse()) context.closeTrade(trade, portion, 'rebalance');
  }

  private buy(context: DecisionContext, instrument: number, cash: number): void {
    context.buy({ symbol: this.series[instrument].symbol, cash, reason: 'rebalance' });
  }

  /** What is to be nothing is sold whole, however little it is. */
  private isWorthwhile(instrument: number, change: number): boolean {
    return Math.abs(change) > this.band || (this.targets[instrument] === 0 && change < 0);
  }
}

/** So many units of an instrument, from its oldest trades first. */
function salesOf(trades: readonly OpenTrade[], instrument: number, units: number): Sale[] {
  const sales: Sale[] = [];
  let rest = units;
  for (const trade of trades) {
    if (trade.instrument !== instrument || !(rest > 0)) continue;
    sales.push({ trade, portion: Math.min(1, rest / trade.size) });
    rest -= trade.size;
  }
  return sales;
}
