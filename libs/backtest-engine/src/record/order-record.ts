import type { ColumnTable } from '#domain';
import { ORDER_REASONS, ORDER_STATUS_NAMES, OrderRole, OrderStatus, type Order } from '../order.js';
import { GrowingFloats, GrowingInts } from './growing-column.js';
import { namesOf, timesOf } from './column-views.js';

const KINDS = ['market', 'limit', 'stop', 'stop_limit', 'close', 'stop_loss', 'take_profit'] as const;
const SIZE_KINDS = ['units', 'free_liquidity', 'equity', 'cash'] as const satisfies readonly string[];

/** Every order ever placed, a row each, whose id is the row. */
export class OrderRecord {
  private readonly instrument = new GrowingInts();
  private readonly kind = new GrowingInts();
  private readonly size = new GrowingFloats();
  private readonly sizeKind = new GrowingInts();
  private readonly limit = new GrowingFloats();
  private readonly stop = new GrowingFloats();
  private readonly stopLoss = new GrowingFloats();
  private readonly takeProfit = new GrowingFloats();
  private readonly placedBar = new GrowingInts();
  private readonly status = new GrowingInts();
  private readonly filledBar = new GrowingInts();
  private readonly filledPrice = new GrowingFloats();
  private readonly filledSize = new GrowingFloats();
  private readonly reason = new GrowingInts();
  private readonly tag: string[] = [];

  constructor(
    private readonly symbols: readonly string[],
    private readonly timeline: Float64Array,
  ) {}

  /** The id of the next order. */
  get length(): number {
    return this.kind.length;
  }

  place(order: Order): void {
    this.instrument.push(order.instrument);
    this.kind.push(kindOf(order));
    this.size.push(order.direction * order.size);
    this.sizeKind.push(order.sizeKind);
    this.limit.push(order.limit);
    this.stop.push(order.stop);
    this.stopLoss.push(order.stopLoss);
    this.takeProfit.push(order.takeProfit);
    this.placedBar.push(order.placedBar);
    this.status.push(OrderStatus.pending);
    this.filledBar.push(-1);
    this.filledPrice.push(NaN);
    this.filledSize.push(NaN);
    this.reason.push(0);
    this.tag.push(order.tag);
  }

  fill(order: Order, bar: number, price: number, signedUnits: number): void {
    this.status.set(order.id, OrderStatus.filled);
    this.filledBar.set(order.id, bar);
    this.filledPrice.set(order.id, price);
    this.filledSize.set(order.id, signedUnits);
  }

  end(order: Order, status: OrderStatus, reason: (typeof ORDER_REASONS)[number]): void {
    this.status.set(order.id, status);
    this.reason.set(order.id, ORDER_REASONS.indexOf(reason));
  }

  /** A waiting order as it stands: a stop may have been triggered, a stop-loss shrunk with its trade. */
  refresh(order: Order): void {
    this.size.set(order.id, order.direction * order.size);
    this.stop.set(order.id, order.stop);
  }

  toTable(): ColumnTable {
    const placedBar = this.placedBar.copy();
    const filledBar = this.filledBar.copy();
    return {
      length: this.length,
      columns: {
        symbol: namesOf(this.instrument.view(), this.symbols),
        kind: namesOf(this.kind.view(), KINDS),
        size: this.size.copy(),
        size_kind: namesOf(this.sizeKind.view(), SIZE_KINDS),
        limit: this.limit.copy(),
        stop: this.stop.copy(),
        stop_loss: this.stopLoss.copy(),
        take_profit: this.takeProfit.copy(),
        placed_bar: placedBar,
        placed_time: timesOf(placedBar, this.timeline),
        status: namesOf(this.status.view(), ORDER_STATUS_NAMES),
        filled_bar: filledBar,
        filled_time: timesOf(filledBar, this.timeline),
        filled_price: this.filledPrice.copy(),
        filled_size: this.filledSize.copy(),
        reason: namesOf(this.reason.view(), ORDER_REASONS),
        tag: this.tag,
      },
    };
  }
}

function kindOf(order: Order): number {
  if (order.role === OrderRole.close) return 4;
  if (order.role === OrderRole.stopLoss) return 5;
  if (order.role === OrderRole.takeProfit) return 6;
  return (Number.isNaN(order.limit) ? 0 : 1) + (Number.isNaN(order.stop) ? 0 : 2);
}
