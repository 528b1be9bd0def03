import type { Market } from './market.js';
import type { RowAction } from './models/corporate-actions.js';
import type { ExecutionModels } from './models/execution-models.js';
import type { OrderDesk } from './order-desk.js';
import type { OpenTrade } from './order.js';
import type { Portfolio } from './portfolio.js';
import type { Recorder } from './record/recorder.js';
import { TradeCloser } from './trade-closer.js';

/** A size that close to whole units is whole: what else it has is rounding. */
const ROUNDING = 1e-9;

/** Splits and dividends act on what is held and waits, before anything fills on their first bar (engine-semantics C6). */
export class CorporateActionDesk {
  private readonly closer: TradeCloser;
  /** By instrument: the next of its actions. */
  readonly next: Int32Array;

  constructor(
    private readonly market: Market,
    private readonly portfolio: Portfolio,
    private readonly models: ExecutionModels,
    recorder: Recorder,
    private readonly desk: OrderDesk,
  ) {
    this.closer = new TradeCloser(market, portfolio, models, recorder);
    this.next = new Int32Array(market.series.length);
  }

  /** Carries out what begins to count on the current bar, or lay between it and the bar before. */
  apply(bar: number): void {
    this.models.actions?.forEach((actions, instrument) => {
      const row = this.market.row[instrument];
      for (; row >= 0 && this.next[instrument] < actions.length; this.next[instrument] += 1) {
        const action = actions[this.next[instrument]];
        if (action.row > row) return;
        this.carryOut(action, instrument, bar);
      }
    });
  }

  private carryOut({ kind, value }: RowAction, instrument: number, bar: number): void {
    const held = this.portfolio.trades.filter((trade) => trade.instrument === instrument);
    if (kind === 'split') this.split(held, instrument, value, bar);
    else this.pay(held, value);
  }

  /** Longs are paid, shorts pay. */
  private pay(held: readonly OpenTrade[], perUnit: number): void {
    const { actions } = this.portfolio;
    if (held.length > 0) actions.dividends += 1;
    for (const { size } of held) {
      this.portfolio.cash += size * perUnit;
      actions.dividendCash += size * perUnit;
    }
  }

  private split(held: readonly OpenTrade[], instrument: number, ratio: number, bar: number): void {
    for (const order of this.desk.book.pending()) if (order.instrument === instrument) order.split(ratio);
    if (held.length > 0) this.portfolio.actions.splits += 1;
    const price = this.market.previousCloseOf(instrument) / ratio;
    for (const trade of held) {
      trade.split(ratio);
      if (this.models.wholeUnits) this.payFraction(trade, price, bar);
    }
    this.desk.book.sweep();
  }

  /** What is left of a unit is paid out at the close before the split, free of charge. */
  private payFraction(trade: OpenTrade, price: number, bar: number): void {
    const units = Math.abs(trade.size);
    const nearest = Math.round(units);
    if (Math.abs(units - nearest) <= ROUNDING * units) {
      trade.size = Math.sign(trade.size) * nearest;
      return;
    }
    const fraction = units - Math.floor(units);
    this.portfolio.actions.cashInLieu += Math.sign(trade.size) * fraction * price;
    this.closer.close(trade, fraction, price, bar, 'cash_in_lieu', false, true);
  }
}
