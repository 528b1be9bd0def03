import type { OpenTrade } from './order.js';
import type { BarSeries } from '#domain';
import type { TrueRows } from '#strategy';
import type { DecisionContext } from './decision-context.js';

/** What the strategy needs to know before the first bar. */
export interface Preparation {
  /**
   * The largest first-defined index over the indicators that the strategy declares, 0 with none: the first
   * decision is on the bar after it (engine-semantics A2).
   */
  warmupBars: number;
}

/** Rules of market orders that look at nothing but bars of the one instrument. Undefined: never true. */
export interface MarketSignals {
  /** Of the free liquidity, for each entry. */
  readonly fraction: number;
  readonly enterLong: TrueRows | undefined;
  readonly enterShort: TrueRows | undefined;
  readonly exitLong: TrueRows | undefined;
  readonly exitShort: TrueRows | undefined;
}

/** Numbers for the open trades of an account, to speak of them in what is kept; -1 for none and for those that are over. */
export interface TradeNumbers {
  numberOf(trade: OpenTrade | undefined): number;
  tradeOf(number: number): OpenTrade | undefined;
}

/** A trusted strategy: code that decides at the close of each bar. An instance serves one run. */
export interface Strategy {
  readonly name: string;
  /** Whether a new entry closes what is open against it first, where the run does not say. Default: it does. */
  readonly exclusive?: boolean;
  /** Called once; computes the indicators. A series must not be read beyond the bar of a decision. */
  prepare(series: readonly BarSeries[]): Preparation;
  /** Called at the close of each bar after the warm-up. Orders act from the next bar on. */
  decide(context: DecisionContext): void;
  /** Called when an entry fills: gives the stop and target (NaN: none) instead of those of the order. */
  protect?(trade: OpenTrade, context: DecisionContext): { stopLoss: number; takeProfit: number };
  /**
   * The first bar from `bar` on at which `decide` may do something as long as the position stays as it is and no
   * order waits; bars before it are marked to market only. Asked with one instrument. Default: `bar`.
   */
  nextInterest?(bar: number, context: DecisionContext): number;
  /**
   * What it remembers from bar to bar, as plain data, and the way back in another instance of it. Without both a run of
   * it can't be gone on with elsewhere.
   */
  remember?(trades: TradeNumbers): unknown;
  recall?(memory: unknown, trades: TradeNumbers): void;
  /** All that `decide` does while no order waits and one trade at most is open; known once it is prepared. */
  readonly signals?: MarketSignals;
}
