import type { Fault, Timeframe } from '#domain';
import type { KnownNeed } from './known/known-rows.js';
import type { ExpressionTree } from './expression-tree.js';
import type { PlanNode } from './plan/plan-node.js';

/** How many bars pass before the first decision, see `CompiledStrategy.warmupBars`. */
export type WarmupMode = 'converged' | 'first_defined';

/** An expression of the document: parsed, typed and resolved. Equal expressions share their plan nodes. */
export interface CompiledExpression {
  /** Index in `CompiledStrategy.expressions`. */
  readonly id: number;
  /** JSON pointer of its slot in the document. */
  readonly path: string;
  readonly type: 'num' | 'bool';
  /** The canonical text and its tree. */
  readonly text: string;
  readonly tree: ExpressionTree;
  /** Set when the value is known without data: literals, parameters and what is computed from them. NaN is missing. */
  readonly constant?: number;
  /** Whether it reads the position (`entry_price`, `bars_held`, …) and so is evaluated inside the loop. */
  readonly readsState: boolean;
  readonly root: PlanNode;
}

/**
 * A protective order of a position. `at` is frozen at entry; `distance` is read again at each close and
 * the stop only ratchets; `bars` counts from the entry bar; `when` moves the stop to the entry price once true.
 */
export type CompiledStop =
  | { readonly kind: 'stop' | 'target'; readonly at: CompiledExpression }
  | { readonly kind: 'trail'; readonly distance: CompiledExpression }
  | { readonly kind: 'time'; readonly bars: number }
  | { readonly kind: 'breakeven'; readonly when: CompiledExpression };

/** How long an entry waits; see the engine's order terms. */
export type TimeInForce = 'gtc' | 'day' | 'gtd' | 'ioc';

/**
 * How an entry is placed. `price` is the limit or stop price, `limit` the limit of a stop_limit, `expire` counts bars.
 * A trailing stop follows the price at a `distance` (money) or `percent` (fraction), as read at the decision.
 */
export interface CompiledOrder {
  readonly kind: 'market' | 'limit' | 'stop' | 'stop_limit' | 'trailing_stop' | 'moc';
  readonly price?: CompiledExpression;
  readonly limit?: CompiledExpression;
  readonly distance?: CompiledExpression;
  readonly percent?: CompiledExpression;
  readonly expire?: number;
  /** Undefined: until it is cancelled. */
  readonly timeInForce?: TimeInForce;
  /** UTC milliseconds, with `gtd`. */
  readonly goodTill?: number;
  /** Waits beside the entry of the other side, and the first to fill cancels the other. */
  readonly oco?: true;
}

/** One instrument of a basket; the sign of `weight` is its direction. Frozen at entry. */
export interface CompiledLeg {
  readonly symbol: string;
  readonly weight: CompiledExpression;
}

export interface CompiledSide {
  readonly enter: CompiledExpression;
  readonly exit?: CompiledExpression;
  readonly stops: readonly CompiledStop[];
  readonly order: CompiledOrder;
  /** A basket: the rules are read once, on the bars of the first leg, and all legs trade together. */
  readonly legs?: readonly CompiledLeg[];
}

/**
 * How large an entry is. `equity`: fraction of what can be bought; `cash`: amount of money; `qty`: units;
 * `risk`: fraction of equity lost at the stop; `vol_target`: annual volatility of the position, of which
 * `volatility` is the instrument's own (annualised fraction).
 */
export type CompiledSizing =
  | { readonly kind: 'equity' | 'cash' | 'qty' | 'risk'; readonly value: CompiledExpression }
  | {
      readonly kind: 'vol_target';
      readonly value: CompiledExpression;
      readonly volatility: CompiledExpression;
    };

export interface CompiledLimits {
  /** A new entry against an open position reverses it. */
  readonly exclusive: boolean;
  /** Entries on one side of one instrument that may be open together. */
  readonly pyramiding: number;
  /** Undefined: no limit. */
  readonly maxPositions?: number;
  /** Largest sum of absolute position values as a multiple of equity. Undefined: as the account's margin allows. */
  readonly maxGross?: number;
  /** Bars after an exit in which no entry is looked at. */
  readonly cooldownBars: number;
}

/** Rank, pick, weight, on a calendar. */
export interface CompiledAllocation {
  /** True on the bars at whose close the weights are set. */
  readonly due: CompiledExpression;
  readonly where?: CompiledExpression;
  /** Largest first. */
  readonly rank?: CompiledExpression;
  readonly top?: number;
  /** Relative weights, scaled to a sum of one; undefined: equal. */
  readonly weights?: CompiledExpression;
  /** Symbol that takes what is not given out. */
  readonly rest?: string;
  /** A holding within this distance (fraction of equity) of its target is left alone. */
  readonly band: number;
  readonly maxWeight: number;
}

/** What decides, with parameters filled in: all that a run over bars needs to know of a strategy. */
export interface StrategyPlan {
  readonly name: string;
  /** What is traded, in the order of the document. */
  readonly symbols: readonly string[];
  /**
   * Index of the first bar on which everything is defined (`first_defined`: of the function calls alone, lags
   * not counted), or on which also the seed of recursive functions weighs less than 1e-6 (`converged`).
   */
  readonly warmupBars: number;
  readonly expressions: readonly CompiledExpression[];
  /** Exactly one of `rules` and `allocate` is set. */
  readonly rules?: { readonly long?: CompiledSide; readonly short?: CompiledSide };
  readonly allocate?: CompiledAllocation;
  readonly sizing: CompiledSizing;
  readonly limits: CompiledLimits;
}

/** A checked strategy with its parameters filled in. Plain data: it may be cloned into a thread. */
export interface CompiledStrategy extends StrategyPlan {
  /** The document with defaults filled, keys sorted and expressions in canonical text; compiling it again gives itself. */
  readonly canonical: Readonly<Record<string, unknown>>;
  /** SHA-256 (hex) of the canonical document. */
  readonly strategyHash: string;
  /** The same without the values of the parameters. */
  readonly shapeHash: string;
  /** What must be loaded: the traded ones first, then those that are only read (`on('SPY', …)`). */
  readonly dataSymbols: readonly string[];
  /** What must be loaded of datasets; empty for most. */
  readonly known: readonly KnownNeed[];
  readonly params: Readonly<Record<string, number>>;
  readonly warmup: WarmupMode;
  /** Size of the plan. */
  readonly nodes: number;
  /** Steps per bar: bars × symbols × work is the cost of a run. */
  readonly work: number;
}

export interface CompileOptions {
  /** Values for the strategy's parameters. */
  params?: Readonly<Record<string, number>>;
  /** Replaces the strategy's symbols. */
  symbols?: readonly string[];
  /** Default `converged`. */
  warmup?: WarmupMode;
  /** Of the run's bars, for the length of the warm-up of longer timeframes. Default `1d`. */
  timeframe?: Timeframe;
  /** Bars per symbol that the run will have, when known: checks the cost and the warm-up against it. */
  bars?: number;
}

export type CompileOutcome =
  | { ok: true; strategy: CompiledStrategy; warnings: Fault[] }
  | { ok: false; errors: Fault[]; warnings: Fault[] };
