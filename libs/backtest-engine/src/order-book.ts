import { OrderStatus, type Order } from './order.js';

/**
 * The one list of waiting orders, worked through from front to back (engine-semantics A3).
 * An order leaves by its status; the list is swept when it is next needed.
 */
export class OrderBook {
  private readonly orders: Order[] = [];
  private readonly snapshot: Order[] = [];

  get isEmpty(): boolean {
    return this.orders.length === 0;
  }

  pushFront(order: Order): void {
    this.insertAt(0, order);
  }

  pushBack(order: Order): void {
    this.orders.push(order);
  }

  /** Behind the last waiting exit, so that exits stay before entries. */
  insertBeforeEntries(order: Order): void {
    let at = 0;
    while (at < this.orders.length && !this.orders[at].isEntry) at += 1;
    this.insertAt(at, order);
  }

  /** The waiting orders, front to back. */
  pending(): readonly Order[] {
    this.sweep();
    return this.orders;
  }

  /** Copies the list into a buffer that is used again, and says how long it is: orders born later are not in it. */
  takeSnapshot(): number {
    const { orders, snapshot } = this;
    for (let k = 0; k < orders.length; k += 1) snapshot[k] = orders[k];
    return orders.length;
  }

  snapshotAt(index: number): Order {
    return this.snapshot[index];
  }

  /** Drops what is no longer pending. */
  sweep(): void {
    const { orders } = this;
    let kept = 0;
    for (let k = 0; k < orders.length; k += 1) {
      const order = orders[k];
      if (order.status === OrderStatus.pending) {
        orders[kept] = order;
        kept += 1;
      }
    }
    if (kept !== orders.length) orders.length = kept;
  }

  /** By hand, since the lists are short and `splice` is not made for that. */
  private insertAt(index: number, order: Order): void {
    const { orders } = this;
    orders.push(order);
    for (let k = orders.length - 1; k > index; k -= 1) orders[k] = orders[k - 1];
    orders[index] = order;
  }
}
