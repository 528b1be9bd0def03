import type { CarryingCost } from './carrying-cost.js';
import type { RowAction } from './corporate-actions.js';
import type { FinerBars } from './intrabar.js';
import type { CommissionModel } from './commission.js';
import type { SizingModel } from './sizing.js';
import type { SlippageModel } from './slippage.js';

/** Rules that a preset decides. Each is a choice of engine-semantics A, or ours of C. */
export interface PresetRules {
  /** At which price open trades count when liquidity is measured; the first looks ahead (A6, C1). */
  liquidityPrice: 'close_of_fill_bar' | 'known_at_fill';
  sizing: 'asked_size' | 'solved';
  /** Whether exits pay spread and slippage (A5, C4). */
  exitsPaySpread: boolean;
  /** How much of the entry fee a closed part reports: that of its size anew, or its share of what was paid (A5). */
  entryFee: 'recomputed' | 'prorated';
  /** Where a take-profit goes in the book: the end (A3), or ahead of entries (C5). */
  targetPlace: 'back' | 'before_entries';
  /**
   * Where a stop entry fills after a gap while market orders fill at the close of the decision: at the open, or
   * as the peer has it, no better than that close (A4).
   */
  stopEntryGap: 'open' | 'market_price';
  /** The same for a stop-limit: a limit order from the open on, or filled at its stop as the peer has it (A4, C8). */
  stopLimitGap: 'open' | 'stop_price';
  /**
   * Which of stop and target fills in a bar that reaches both and opens beyond the target already: the target, which
   * is certain, or the stop as in any other (A9, C9).
   */
  gapOverTarget: 'target' | 'stop';
  /**
   * What a waiting entry of strategy.v1 does when its rule fires again at another price: it stands until it is cancelled
   * (A3), or the new one takes its place unless it says itself when it ends (C8).
   */
  waitingEntry: 'stands' | 'replaced';
  /** What a stop or target on the wrong side of the price does (A8). */
  badBracket: 'abort' | 'reject';
  /** How `finalize_trades` closes: by matching the last bar again (A11), or at the last close (C2). */
  finalisation: 'rematch_last_bar' | 'last_close';
  /** What becomes of a holding whose bars end before the run: closed at its last close, or held on at it. */
  seriesEnd: 'settle' | 'hold';
  /** The size that means everything: the peer's 1 - 2^-52 (A6), or 1. */
  wholeLiquidity: number;
  /** Sharpe, Sortino and profit factor of the textbook (C7), or of the peer (B). */
  ratios: 'textbook' | 'geometric';
}

/** Everything the broker asks while it carries out orders; fixed for a run. */
export interface ExecutionModels {
  readonly rules: PresetRules;
  readonly commission: CommissionModel;
  readonly sizing: SizingModel;
  readonly slippage: SlippageModel | undefined;
  readonly carrying: CarryingCost | undefined;
  /** Fraction of the price. */
  readonly entrySpread: number;
  readonly exitSpread: number;
  /** Market orders fill at the close of the decision bar and are dated to it. */
  readonly fillsAtClose: boolean;
  readonly margin: number;
  readonly leverage: number;
  /** Share of what is open that equity must cover at each close; 0: there is no margin call. */
  readonly maintenanceMargin: number;
  /** Something happens at bars without an order or a decision: no short cut over bars may be taken. */
  readonly needsEveryBar: boolean;
  readonly hedging: boolean;
  readonly wholeUnits: boolean;
  /** Which comes first where a bar reaches both stop and target and `finer` does not tell. */
  readonly intrabar: 'stop_first' | 'target_first';
  /** By instrument, where the run looks into its bars. */
  readonly finer?: FinerBars;
  /** By instrument: the splits and dividends that act on what is held. */
  readonly actions?: ReadonlyMap<number, readonly RowAction[]>;
  /** What a new entry replaces: every trade and order of its instrument (A3), those against it, or nothing. */
  readonly exclusive: 'all' | 'opposite' | 'none';
  readonly finalizeTrades: boolean;
  /** Units to close when a share of a trade comes to that many (A7.5). */
  closeUnits(share: number): number;
}
