import type { Market } from './market.js';
import { endOfLife } from './models/order-life.js';
import { ratchetLevel } from './models/trailing-stop.js';
import type { OrderDesk } from './order-desk.js';
import { OrderStatus, type Order, type OrderTerms } from './order.js';

/** Looks after waiting orders with terms: ends them in their time and moves the stops that follow the price. */
export class TermKeeper {
  constructor(
    private readonly market: Market,
    private readonly desk: OrderDesk,
  ) {}

  /** Whether an order still stands at the open of its instrument's current bar; if not, it is ended. */
  isAlive(order: Order, terms: OrderTerms): boolean {
    const { market } = this;
    const series = market.series[order.instrument];
    const row = market.row[order.instrument];
    if (Number.isNaN(terms.expiresAt)) terms.expiresAt = endOfLife(terms.timeInForce, series, row);
    if (series.openTime[row] < terms.expiresAt) return true;
    this.desk.end(order, OrderStatus.expired, 'expired');
    return false;
  }

  /** After the fills of a bar. What it showed moves a stop for the next one, so no stop fills at a level of its own bar. */
  closeBar(bar: number): void {
    for (const order of this.desk.takeTermed()) {
      const { market } = this;
      const row = market.row[order.instrument];
      if (row < 0) continue;
      this.follow(order, bar);
      const isOver = market.series[order.instrument].closeTime[row] >= order.terms!.expiresAt;
      if (isOver) this.desk.end(order, OrderStatus.expired, 'expired');
    }
  }

  /** On the bar in which it was born only the close is known to lie after the order. */
  private follow(order: Order, bar: number): void {
    const trail = order.terms?.trail;
    if (trail === undefined || order.isTriggered) return;
    const { market } = this;
    const { instrument, direction } = order;
    const best = direction > 0 ? market.lowOf(instrument) : market.highOf(instrument);
    const seen = order.placedBar === bar ? market.close[instrument] : best;
    order.stop = ratchetLevel(order.stop, trail, seen, direction);
  }
}
