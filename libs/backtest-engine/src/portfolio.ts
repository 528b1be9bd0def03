import type { OpenTrade } from './order.js';
import type { Market } from './market.js';
import type { ExecutionModels } from './models/execution-models.js';

/** When a fill happens: at the close before the current bar, from its open on, or at its close. */
export type FillMoment = 'previous_close' | 'open' | 'close';

/** What was paid so far, in money. */
export interface CostsPaid {
  commission: number;
  spread: number;
  slippage: number;
  borrow: number;
}

/** What splits and dividends did: how many met something held, and the money that they moved. */
export interface ActionsDone {
  splits: number;
  dividends: number;
  /** What longs were paid less what shorts paid. */
  dividendCash: number;
  /** What fractions of a unit were paid out for. */
  cashInLieu: number;
}

/** What a portfolio is beside its trades. */
export interface AccountState {
  readonly cash: number;
  readonly costs: CostsPaid;
  readonly actions: ActionsDone;
  readonly tradedValue: number;
  readonly tally: number;
  readonly tallyMonth: number;
  readonly lastExitBar: Float64Array;
}

/**
 * Cash and open trades. Cash moves by fees and, on exit, by size × (exit - entry): entering costs just the
 * fee (engine-semantics A5). Equity = cash + Σ size × (price - entry).
 */
export class Portfolio {
  readonly trades: OpenTrade[] = [];
  readonly costs: CostsPaid = { commission: 0, spread: 0, slippage: 0, borrow: 0 };
  readonly actions: ActionsDone = { splits: 0, dividends: 0, dividendCash: 0, cashInLieu: 0 };
  /** Σ |units| × price over all fills. */
  tradedValue = 0;
  private readonly worth = new Float64Array(1);
  private tally = 0;
  private tallyMonth = NaN;

  /** By instrument. */
  readonly lastExitBar: Float64Array;

  constructor(
    public cash: number,
    private readonly market: Market,
    private readonly models: ExecutionModels,
  ) {
    this.lastExitBar = new Float64Array(market.series.length).fill(-Infinity);
  }

  save(): AccountState {
    const { cash, costs, actions, tradedValue, tally, tallyMonth, lastExitBar } = this;
    return {
      ...{ cash, tradedValue, tally, tallyMonth, lastExitBar: lastExitBar.slice() },
      ...{ costs: { ...costs }, actions: { ...actions } },
    };
  }

  restore({ costs, actions, lastExitBar, ...numbers }: AccountState): void {
    Object.assign(this, numbers);
    Object.assign(this.costs, costs);
    Object.assign(this.actions, actions);
    this.lastExitBar.set(lastExitBar);
  }

  /** Counts a fill. */
  addTraded(units: number, price: number, bar: number): void {
    this.tradedValue += units * price;
    const { tally } = this.models.commission;
    if (tally === undefined) return;
    this.tally = this.tradedBefore(bar) + (tally === 'units' ? units : units * price);
    this.tallyMonth = monthOf(this.market.timeline[bar]);
  }

  /** Splits the difference between a fill and its raw price into spread and slippage. */
  addFillCosts(rawPrice: number, price: number, units: number, spread: number): void {
    const { costs } = this;
    const bySpread = rawPrice * spread * units;
    costs.spread += bySpread;
    costs.slippage += Math.abs(price - rawPrice) * units - bySpread;
  }

  /** What the commission model counts, over the calendar month (UTC) of a bar so far. */
  tradedBefore(bar: number): number {
    if (this.models.commission.tally === undefined) return 0;
    return monthOf(this.market.timeline[bar]) === this.tallyMonth ? this.tally : 0;
  }

  /** Equity at the last known closes. */
  equity(): number {
    this.markEquity(this.worth, 0);
    return this.worth[0];
  }

  /** Puts it into a cell: a number that is returned may be made an object on the heap, bar by bar. */
  markEquity(cells: Float64Array, at: number): void {
    const { trades } = this;
    const { close } = this.market;
    cells[at] = this.cash;
    for (let k = 0; k < trades.length; k += 1) {
      const trade = trades[k];
      cells[at] += trade.size * (close[trade.instrument] - trade.entryPrice);
    }
  }

  /** Signed units held of an instrument. */
  positionSize(instrument: number): number {
    const { trades } = this;
    let size = 0;
    for (let k = 0; k < trades.length; k += 1) {
      if (trades[k].instrument === instrument) size += trades[k].size;
    }
    return size;
  }

  /**
   * Money that new trades may bind: equity less the margin of what is open, never below zero.
   */
  freeLiquidity(moment: FillMoment): number {
    const { trades } = this;
    let equity = this.cash;
    let bound = 0;
    for (let k = 0; k < trades.length; k += 1) {
      const trade = trades[k];
      const price = this.priceAtFill(trade.instrument, moment);
      equity += trade.size * (price - trade.entryPrice);
      bound += Math.abs(trade.size) * price * this.models.margin;
    }
    return Math.max(0, equity - bound);
  }

  /** Equity at the prices that the liquidity model goes by. */
  equityAtFill(moment: FillMoment): number {
    let equity = this.cash;
    for (const trade of this.trades) {
      equity += trade.size * (this.priceAtFill(trade.instrument, moment) - trade.entryPrice);
    }
    return equity;
  }

  /** Interest and borrow cost between two bars, on the state before the later one. */
  accrue(elapsedMs: number): void {
    const { carrying } = this.models;
    if (carrying === undefined) return;
    let shortValue = 0;
    let bound = 0;
    for (const trade of this.trades) {
      const value = Math.abs(trade.size) * this.market.close[trade.instrument];
      bound += value;
      if (trade.size < 0) shortValue += value;
    }
    const borrow = carrying.borrow(shortValue, elapsedMs);
    this.costs.borrow += borrow;
    this.cash += carrying.interest(Math.max(0, this.equity() - bound), elapsedMs) - borrow;
  }

  private priceAtFill(instrument: number, moment: FillMoment): number {
    const { market } = this;
    if (this.models.rules.liquidityPrice === 'close_of_fill_bar') return market.close[instrument];
    if (market.row[instrument] < 0) return market.close[instrument];
    if (moment === 'close') return market.close[instrument];
    return moment === 'open' ? market.openOf(instrument) : market.previousCloseOf(instrument);
  }
}

function monthOf(time: number): number {
  const date = new Date(time);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}
