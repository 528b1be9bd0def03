import type { BarSeries } from '#domain';
import type { TrailingStop } from './models/trailing-stop.js';

/** What an order is for. The names are those of the `kind` column where no price tells more. */
export const OrderRole = { entry: 0, close: 1, stopLoss: 2, takeProfit: 3 } as const;
export type OrderRole = (typeof OrderRole)[keyof typeof OrderRole];

/** How the size of an entry is meant; all but `units` are turned into units when the order fills. */
export const SizeKind = { units: 0, freeLiquidity: 1, equity: 2, cash: 3 } as const;
export type SizeKind = (typeof SizeKind)[keyof typeof SizeKind];

export const OrderStatus = { pending: 0, filled: 1, cancelled: 2, rejected: 3, expired: 4 } as const;
export type OrderStatus = (typeof OrderStatus)[keyof typeof OrderStatus];

/** The status as the `orders` table writes it, by number. */
export const ORDER_STATUS_NAMES = ['pending', 'filled', 'cancelled', 'rejected', 'expired'] as const;

/** Why an order ended as it did, by number; `none` while it waits or when it simply filled. */
export const ORDER_REASONS = [
  '',
  'cancelled_by_strategy',
  'replaced_by_entry',
  'replaced_stop_or_target',
  'trade_closed',
  'insufficient_liquidity',
  'zero_units',
  'bad_bracket',
  'expired',
  'ruin',
  'delisted',
  'one_cancels_other',
] as const;
export type OrderReason = (typeof ORDER_REASONS)[number];

/**
 * How long an order waits. `gtc`: until it is cancelled. `day`: for the session of the first bar on which it can fill;
 * on bars of a day and longer that is this bar. `gtd`: until an instant. `ioc`: it fills at the open of that first bar
 * or not at all.
 */
export type TimeInForce = 'gtc' | 'day' | 'gtd' | 'ioc';

/** What some orders ask for beside their prices; most have no terms. */
export interface OrderTerms {
  readonly timeInForce: TimeInForce;
  /** UTC milliseconds of the end of its life; NaN while it is not known yet, Infinity: none. */
  expiresAt: number;
  /** Moves the order's stop. */
  trail?: TrailingStop;
  /** Placed on the stop-loss of the trade that the order opens. */
  stopTrail?: TrailingStop;
  /** The most money that the fill may come to. */
  readonly most: number;
  /** One cancels the others: all of them, the order itself included. */
  rivals?: Order[];
}

/** Where the numbers of orders lie: columns by the id of the order. Prices that are not asked for are NaN. */
export interface OrderCells {
  /** Signed; its meaning is the order's `sizeKind`. */
  readonly size: Float64Array;
  readonly limit: Float64Array;
  readonly stop: Float64Array;
  readonly stopLoss: Float64Array;
  readonly takeProfit: Float64Array;
}

/** An intent that waits in the book. Its numbers lie in the record of orders, where they end up anyway. */
export class Order {
  status: OrderStatus = OrderStatus.pending;
  /** Its stop was reached and is forgotten for good; a limit order is left. */
  isTriggered = false;
  /** A limit that was in the book for a bar without filling. */
  isResting = false;
  terms: OrderTerms | undefined = undefined;

  constructor(
    private readonly cells: OrderCells,
    /** Row of the `orders` table, unique and rising in the order of placing. */
    readonly id: number,
    readonly role: OrderRole,
    readonly instrument: number,
    /** +1 buys, -1 sells. */
    readonly direction: 1 | -1,
    readonly sizeKind: SizeKind,
    /** The trade that a closing order is about. */
    readonly trade: OpenTrade | undefined,
    readonly placedBar: number,
    /** Entry or exit reason of the trade that this order opens or closes. */
    readonly why: string,
    readonly tag: string,
    /** A market order for the close of the bar in which it fills. */
    readonly onClose = false,
  ) {}

  /** Positive; its meaning is `sizeKind`. */
  get size(): number {
    return this.cells.size[this.id] * this.direction;
  }

  set size(size: number) {
    this.cells.size[this.id] = size * this.direction;
  }

  get limit(): number {
    return this.cells.limit[this.id];
  }

  get stop(): number {
    return this.isTriggered ? NaN : this.cells.stop[this.id];
  }

  set stop(price: number) {
    this.cells.stop[this.id] = price;
  }

  get stopLoss(): number {
    return this.cells.stopLoss[this.id];
  }

  get takeProfit(): number {
    return this.cells.takeProfit[this.id];
  }

  /** A split turns a unit into so many: prices and distances are divided, units multiplied. */
  split(ratio: number): void {
    const { cells, id, terms } = this;
    for (const prices of [cells.limit, cells.stop, cells.stopLoss, cells.takeProfit]) prices[id] /= ratio;
    if (this.sizeKind === SizeKind.units) cells.size[id] *= ratio;
    if (terms !== undefined) splitTerms(terms, ratio);
  }

  /** A limit order without a stop, or whose stop has triggered. */
  get isPureLimit(): boolean {
    const { stop, limit } = this.cells;
    return (this.isTriggered || Number.isNaN(stop[this.id])) && !Number.isNaN(limit[this.id]);
  }

  /**
   * Whether a bar does not get as far as the stop, or the limit where no stop is left: most bars of a waiting order are
   * like that. No price is handed on, which would be made an object on the heap.
   */
  isOutOfReach({ high, low }: Pick<BarSeries, 'high' | 'low'>, row: number): boolean {
    const { id, direction, cells } = this;
    const { stop, limit } = cells;
    if (!this.isTriggered && !Number.isNaN(stop[id]))
      return direction > 0 ? high[row] < stop[id] : low[row] > stop[id];
    return direction > 0 ? low[row] > limit[id] : high[row] < limit[id];
  }

  get isEntry(): boolean {
    return this.role === OrderRole.entry;
  }

  /** Stop-loss or take-profit: born with a trade and gone with it. */
  get isContingent(): boolean {
    return this.role === OrderRole.stopLoss || this.role === OrderRole.takeProfit;
  }
}

/** A trade that has been entered and not yet closed. `size` is signed and shrinks when the trade is reduced. */
export class OpenTrade {
  stopOrder: Order | undefined = undefined;
  targetOrder: Order | undefined = undefined;
  /** Units that one unit of the entry has become by splits. */
  splits = 1;
  isOpen = true;

  constructor(
    readonly instrument: number,
    public size: number,
    /** Per unit of today: a split changes it. */
    public entryPrice: number,
    readonly entryBar: number,
    /** Bar of the decision that led to the entry. */
    readonly decisionBar: number,
    readonly entryReason: string,
    readonly tag: string,
    /** Fee that was paid on entry for the units still open. */
    public entryFee: number,
  ) {}

  split(ratio: number): void {
    this.size *= ratio;
    this.entryPrice /= ratio;
    this.splits *= ratio;
  }

  /** The stop-loss in force, NaN when none. */
  get stopLoss(): number {
    return this.stopOrder === undefined ? NaN : this.stopOrder.stop;
  }

  /** The take-profit in force, NaN when none. */
  get takeProfit(): number {
    return this.targetOrder === undefined ? NaN : this.targetOrder.limit;
  }
}

/** Distances are money per unit; the most money that a fill may come to stays. */
function splitTerms(terms: OrderTerms, ratio: number): void {
  for (const key of ['trail', 'stopTrail'] as const) {
    const trail = terms[key];
    if (trail !== undefined && 'distance' in trail) terms[key] = { distance: trail.distance / ratio };
  }
}
