import type { OpenTrade } from './open-trade.js';

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
] as const;
export type OrderReason = (typeof ORDER_REASONS)[number];

/** An intent that waits in the book. Prices that are not asked for are NaN. */
export class Order {
  status: OrderStatus = OrderStatus.pending;

  constructor(
    /** Row of the `orders` table, unique and rising in the order of placing. */
    readonly id: number,
    readonly role: OrderRole,
    readonly instrument: number,
    /** +1 buys, -1 sells. */
    readonly direction: 1 | -1,
    /** Positive; its meaning is `sizeKind`. */
    public size: number,
    readonly sizeKind: SizeKind,
    readonly limit: number,
    /** Set to NaN once triggered: a stop is forgotten for good. */
    public stop: number,
    readonly stopLoss: number,
    readonly takeProfit: number,
    /** The trade that a closing order is about. */
    readonly trade: OpenTrade | undefined,
    readonly placedBar: number,
    /** Entry or exit reason of the trade that this order opens or closes. */
    readonly why: string,
    readonly tag: string,
    /** A market order for the close of the bar in which it fills. */
    readonly onClose = false,
  ) {}

  get isEntry(): boolean {
    return this.role === OrderRole.entry;
  }

  /** Stop-loss or take-profit: born with a trade and gone with it. */
  get isContingent(): boolean {
    return this.role === OrderRole.stopLoss || this.role === OrderRole.takeProfit;
  }
}
