import { OpenTrade, Order, type OrderCells, type OrderTerms } from '../order.js';
import type { TradeNumbers } from '../strategy.js';

type Plain<Of> = {
  readonly [Key in keyof Of as Of[Key] extends (...args: never) => unknown ? never : Key]: Of[Key];
};

/** An order but for its numbers, which lie in the record; others are named by their places in the lists. */
export interface SavedOrder extends Omit<
  Plain<Order>,
  | 'trade'
  | 'terms'
  | 'size'
  | 'limit'
  | 'stop'
  | 'stopLoss'
  | 'takeProfit'
  | 'isPureLimit'
  | 'isEntry'
  | 'isContingent'
> {
  readonly trade: number;
  readonly terms: (Omit<OrderTerms, 'rivals'> & { readonly rivals?: readonly number[] }) | undefined;
}

/** A trade, its stop and target by their places among the orders; -1 for none. */
export interface SavedTrade extends Omit<
  Plain<OpenTrade>,
  'stopOrder' | 'targetOrder' | 'stopLoss' | 'takeProfit'
> {
  readonly stopOrder: number;
  readonly targetOrder: number;
}

/** Trades and orders that something may still come of, as plain data. */
export interface SavedGraph {
  readonly trades: readonly SavedTrade[];
  readonly orders: readonly SavedOrder[];
}

/** Some trades and orders and everything that can be reached from them, each once and with its place. */
export class AccountGraph implements TradeNumbers {
  private readonly places = new Map<OpenTrade | Order, number>();

  private constructor(
    private readonly trades: OpenTrade[] = [],
    private readonly orders: Order[] = [],
  ) {
    trades.forEach((trade, place) => this.places.set(trade, place));
    orders.forEach((order, place) => this.places.set(order, place));
  }

  static of(trades: readonly OpenTrade[], orders: readonly Order[]): AccountGraph {
    const graph = new AccountGraph();
    for (const trade of trades) graph.addTrade(trade);
    for (const order of orders) graph.addOrder(order);
    return graph;
  }

  numberOf(one: OpenTrade | Order | undefined): number {
    return (one && this.places.get(one)) ?? -1;
  }

  tradeOf(number: number): OpenTrade | undefined {
    return this.trades[number];
  }

  orderOf(number: number): Order {
    return this.orders[number];
  }

  save(): SavedGraph {
    return {
      trades: this.trades.map(({ stopOrder, targetOrder, ...trade }) => ({
        ...trade,
        stopOrder: this.numberOf(stopOrder),
        targetOrder: this.numberOf(targetOrder),
      })),
      orders: this.orders.map((order) => this.saveOrder(order)),
    };
  }

  /** The same trades and orders over another record. */
  static restore({ trades, orders }: SavedGraph, cells: OrderCells): AccountGraph {
    const made = trades.map(toTrade);
    const waiting = orders.map((order) => toOrder(order, made, cells));
    orders.forEach(({ terms }, k) => {
      if (terms === undefined) return;
      const { rivals, ...rest } = terms;
      waiting[k].terms =
        rivals === undefined ? rest : { ...rest, rivals: rivals.map((place) => waiting[place]) };
    });
    trades.forEach(({ stopOrder, targetOrder }, k) => {
      made[k].stopOrder = waiting[stopOrder];
      made[k].targetOrder = waiting[targetOrder];
    });
    return new AccountGraph(made, waiting);
  }

  private addTrade(trade: OpenTrade): void {
    if (this.places.has(trade)) return;
    this.places.set(trade, this.trades.push(trade) - 1);
    for (const order of [trade.stopOrder, trade.targetOrder]) if (order !== undefined) this.addOrder(order);
  }

  private addOrder(order: Order): void {
    if (this.places.has(order)) return;
    this.places.set(order, this.orders.push(order) - 1);
    if (order.trade !== undefined) this.addTrade(order.trade);
    order.terms?.rivals?.forEach((rival) => this.addOrder(rival));
  }

  private saveOrder(order: Order): SavedOrder {
    const { id, role, instrument, direction, sizeKind, placedBar, why, tag, onClose } = order;
    const { status, isTriggered, isResting, terms } = order;
    return {
      ...{ id, role, instrument, direction, sizeKind, placedBar, why, tag, onClose },
      ...{ status, isTriggered, isResting, trade: this.numberOf(order.trade) },
      terms: terms && { ...terms, rivals: terms.rivals?.map((rival) => this.numberOf(rival)) },
    };
  }
}

function toTrade(saved: SavedTrade): OpenTrade {
  const { instrument, size, entryPrice, entryBar, decisionBar, entryReason, tag, entryFee } = saved;
  const trade = new OpenTrade(
    instrument,
    size,
    entryPrice,
    entryBar,
    decisionBar,
    entryReason,
    tag,
    entryFee,
  );
  trade.splits = saved.splits;
  trade.isOpen = saved.isOpen;
  return trade;
}

function toOrder(saved: SavedOrder, trades: readonly OpenTrade[], cells: OrderCells): Order {
  const { id, role, instrument, direction, sizeKind, trade, placedBar, why, tag, onClose } = saved;
  const order = new Order(
    ...([cells, id, role, instrument, direction, sizeKind, trades[trade]] as const),
    ...([placedBar, why, tag, onClose] as const),
  );
  order.status = saved.status;
  order.isTriggered = saved.isTriggered;
  order.isResting = saved.isResting;
  return order;
}
