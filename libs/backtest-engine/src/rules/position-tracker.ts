import type { OpenTrade } from '../order.js';
import { createPositionState, STATE, type PositionState } from '#strategy';
import type { DecisionContext } from '../decision-context.js';
import type { TradeNumbers } from '../strategy.js';

/** What a tracker remembers from bar to bar. */
export interface TrackerMemory {
  readonly oldest: number;
  readonly peak: number;
  readonly trough: number;
  readonly splits: number;
}

/** Keeps the state of one instrument's position as expressions read it. */
export class PositionTracker {
  readonly state: PositionState = createPositionState();
  private oldest: OpenTrade | undefined;
  private peak = NaN;
  private trough = NaN;
  /** Of the trade, when the extremes were last brought up to date. */
  private splits = 1;

  constructor(private readonly instrument: number) {}

  remember(trades: TradeNumbers): TrackerMemory {
    const { oldest, peak, trough, splits } = this;
    return { oldest: trades.numberOf(oldest), peak, trough, splits };
  }

  recall({ oldest, ...extremes }: TrackerMemory, trades: TradeNumbers): void {
    this.oldest = trades.tradeOf(oldest);
    Object.assign(this, extremes);
  }

  /** Brings the state to the close of the current bar. */
  update(context: DecisionContext): void {
    const { state } = this;
    context.markAccount(state, STATE.equity, STATE.cash);
    const oldest = context.trades.find((trade) => trade.instrument === this.instrument);
    if (oldest === undefined) {
      this.oldest = undefined;
      this.setFlat();
      return;
    }
    this.followExtremes(context, oldest);
    this.averageEntry(context);
    const entry = state[STATE.entry_price];
    const direction = oldest.size > 0 ? 1 : -1;
    state[STATE.in_position] = 1;
    state[STATE.bars_held] = context.bar - oldest.entryBar;
    state[STATE.pnl_pct] = direction * (context.market.close[this.instrument] / entry - 1) * 100;
    state[STATE.peak] = this.peak;
    state[STATE.trough] = this.trough;
  }

  /** The state of a trade at the moment of its entry. */
  atEntry(context: DecisionContext, trade: OpenTrade): PositionState {
    const { state } = this;
    const { entryPrice } = trade;
    context.markAccount(state, STATE.equity, STATE.cash);
    this.setOpen(entryPrice);
    return state;
  }

  /** As if a trade had been entered at that price, for sizes that depend on the stop. */
  supposing(entryPrice: number): PositionState {
    this.setOpen(entryPrice);
    return this.state;
  }

  setFlat(): void {
    const { state } = this;
    state[STATE.in_position] = 0;
    state[STATE.entry_price] = NaN;
    state[STATE.bars_held] = NaN;
    state[STATE.pnl_pct] = NaN;
    state[STATE.peak] = NaN;
    state[STATE.trough] = NaN;
  }

  private setOpen(entryPrice: number): void {
    const { state } = this;
    state[STATE.in_position] = 1;
    state[STATE.entry_price] = entryPrice;
    state[STATE.bars_held] = 0;
    state[STATE.pnl_pct] = 0;
    state[STATE.peak] = entryPrice;
    state[STATE.trough] = entryPrice;
  }

  private followExtremes(context: DecisionContext, oldest: OpenTrade): void {
    const { market } = context;
    if (market.row[this.instrument] < 0) return;
    if (oldest === this.oldest) {
      const ratio = oldest.splits / this.splits;
      this.splits = oldest.splits;
      this.peak /= ratio;
      this.trough /= ratio;
      this.peak = Math.max(this.peak, market.highOf(this.instrument));
      this.trough = Math.min(this.trough, market.lowOf(this.instrument));
      return;
    }
    // A fill at the decision's close is dated to that bar, whose range lies before the entry.
    const { high, low } = market.series[this.instrument];
    const firstBar = Math.max(oldest.entryBar, oldest.decisionBar + 1);
    this.oldest = oldest;
    this.splits = oldest.splits;
    this.peak = -Infinity;
    this.trough = Infinity;
    for (let row = market.rowAt(this.instrument, firstBar); row <= market.row[this.instrument]; row += 1) {
      this.peak = Math.max(this.peak, high[row]);
      this.trough = Math.min(this.trough, low[row]);
    }
  }

  /** Puts it into the state; a number that is returned may be made an object on the heap. */
  private averageEntry(context: DecisionContext): void {
    let units = 0;
    let value = 0;
    for (const trade of context.trades) {
      if (trade.instrument !== this.instrument) continue;
      units += trade.size;
      value += trade.size * trade.entryPrice;
    }
    this.state[STATE.entry_price] = value / units;
  }
}
