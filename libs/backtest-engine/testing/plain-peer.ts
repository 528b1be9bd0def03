import type { Drawn } from './drawn-run.js';

/**
 * Part A of engine-semantics written down once more, as plainly as it goes and without anything of the engine, to hold
 * the engine against. Slow, one instrument, no options beyond those of the preset.
 */
export interface PlainWorld {
  /** W: the first decision is on the bar after. */
  warmup: number;
  cash: number;
  rate: number;
  fixed: number;
  spread: number;
  margin: number;
  tradeOnClose: boolean;
  hedging: boolean;
  exclusive: boolean;
  finalize: boolean;
}

interface PlainOrder {
  size: number;
  limit?: number;
  stop?: number;
  sl?: number;
  tp?: number;
  /** What it closes. */
  trade?: PlainTrade;
  tag: string;
}

export interface PlainTrade {
  size: number;
  entry: number;
  entryBar: number;
  tag: string;
  slOrder?: PlainOrder;
  tpOrder?: PlainOrder;
}

export interface ClosedPlainTrade {
  size: number;
  entry: number;
  exit: number;
  entryBar: number;
  exitBar: number;
  pnl: number;
  commission: number;
  return: number;
  sl: number;
  tp: number;
  tag: string;
}

export type PlainRequest = Partial<Pick<PlainOrder, 'limit' | 'stop' | 'sl' | 'tp' | 'tag'>> & {
  /** Positive: whole units, or a fraction below 1 of the free liquidity. Default: all. */
  size?: number;
};

const ALL = 1 - 2 ** -52;

export class PlainPeer {
  orders: PlainOrder[] = [];
  trades: PlainTrade[] = [];
  readonly closed: ClosedPlainTrade[] = [];
  readonly equity: number[] = [];
  private cash: number;
  private bar = 0;
  private isRuined = false;

  constructor(
    private readonly bars: readonly Drawn[],
    private readonly world: PlainWorld,
  ) {
    this.cash = world.cash;
  }

  run(decide: (bar: number) => void): void {
    const first = this.world.warmup + 1;
    this.equity.push(...this.bars.slice(0, first).map(() => this.cash));
    for (let bar = first; bar < this.bars.length && !this.isRuined; bar += 1) {
      this.step(bar);
      if (!this.isRuined) decide(bar);
    }
    if (this.isRuined || !this.world.finalize || first >= this.bars.length) return;
    for (const trade of [...this.trades].reverse()) this.close(trade, 1);
    this.step(this.bars.length - 1);
  }

  enter(direction: 1 | -1, { size = ALL, limit, stop, sl, tp, tag = '' }: PlainRequest): void {
    if (this.world.exclusive) {
      this.cancelEntries();
      for (const trade of this.trades) this.close(trade, 1);
    }
    this.orders.push({ size: direction * size, limit, stop, sl, tp, tag });
  }

  close(trade: PlainTrade, portion: number): void {
    const units = Math.max(1, roundHalfEven(Math.abs(trade.size) * portion));
    this.orders.unshift({ size: -Math.sign(trade.size) * units, trade, tag: trade.tag });
  }

  /** All but stop-losses and take-profits. */
  cancelEntries(): void {
    this.orders = this.orders.filter((order) => isContingent(order));
  }

  setStop(trade: PlainTrade, price: number): void {
    this.drop(trade.slOrder);
    trade.slOrder = { size: -trade.size, stop: price, trade, tag: trade.tag };
    this.orders.unshift(trade.slOrder);
  }

  setTarget(trade: PlainTrade, price: number): void {
    this.drop(trade.tpOrder);
    trade.tpOrder = { size: -trade.size, limit: price, trade, tag: trade.tag };
    this.orders.push(trade.tpOrder);
  }

  private step(bar: number): void {
    this.bar = bar;
    while (this.pass());
    this.equity[bar] = this.worth();
    if (this.equity[bar] > 0) return;
    for (const trade of [...this.trades]) this.finish(trade, trade.size, this.bars[bar][3], bar);
    this.cash = 0;
    this.isRuined = true;
    for (let later = bar; later < this.bars.length; later += 1) this.equity[later] = 0;
  }

  private worth(): number {
    const close = this.bars[this.bar][3];
    return this.trades.reduce((sum, { size, entry }) => sum + size * (close - entry), this.cash);
  }

  private free(): number {
    const close = this.bars[this.bar][3];
    const bound = this.trades.reduce((sum, { size }) => sum + Math.abs(size) * close * this.world.margin, 0);
    return Math.max(0, this.worth() - bound);
  }

  private fee(size: number, price: number): number {
    return this.world.fixed + Math.abs(size) * price * this.world.rate;
  }

  /** Works through the book once; true when it has to be done again on this bar. */
  private pass(): boolean {
    let again = false;
    for (const order of [...this.orders]) {
      if (!this.orders.includes(order)) continue;
      const found = this.priceOf(order);
      if (found === undefined) continue;
      const { price, stop } = found;
      const isMarket = order.limit === undefined && stop === undefined;
      const bar = isMarket && this.world.tradeOnClose ? this.bar - 1 : this.bar;
      if (order.trade !== undefined) this.exit(order, order.trade, price, bar);
      else again = this.open(order, price, stop, isMarket, bar) || again;
      this.drop(order);
    }
    return again;
  }

  /** Where it fills, and the stop that it had; undefined where it waits on. */
  private priceOf(order: PlainOrder): { price: number; stop?: number } | undefined {
    const [open, high, low] = this.bars[this.bar];
    const isBuy = order.size > 0;
    const { stop, limit } = order;
    if (stop !== undefined) {
      if (isBuy ? high < stop : low > stop) return undefined;
      if (!isContingent(order)) order.stop = undefined;
    }
    if (limit !== undefined) {
      if (isBuy ? low > limit : high < limit) return undefined;
      if (stop !== undefined && (isBuy ? limit <= stop : limit >= stop)) return undefined;
      const from = stop ?? open;
      return { price: isBuy ? Math.min(from, limit) : Math.max(from, limit), stop };
    }
    const atMarket = this.world.tradeOnClose && !isContingent(order) ? this.bars[this.bar - 1][3] : open;
    if (stop === undefined) return { price: atMarket };
    return { price: isBuy ? Math.max(atMarket, stop) : Math.min(atMarket, stop), stop };
  }

  private exit(order: PlainOrder, trade: PlainTrade, price: number, bar: number): void {
    if (!this.trades.includes(trade)) return;
    const units = Math.min(Math.abs(order.size), Math.abs(trade.size));
    this.finish(trade, Math.sign(trade.size) * units, price, bar);
  }

  /** Closes part of a trade, of the sign of the trade. */
  private finish(trade: PlainTrade, size: number, price: number, bar: number): void {
    const isWhole = size === trade.size;
    const atExit = this.fee(size, price);
    const commission = atExit + this.fee(size, trade.entry);
    this.cash += size * (price - trade.entry) - atExit;
    this.closed.push({
      ...{ size, entry: trade.entry, exit: price, entryBar: trade.entryBar, exitBar: bar, commission },
      pnl: size * (price - trade.entry) - commission,
      return: Math.sign(size) * (price / trade.entry - 1) - commission / (Math.abs(size) * trade.entry),
      sl: isWhole ? (trade.slOrder?.stop ?? NaN) : NaN,
      tp: isWhole ? (trade.tpOrder?.limit ?? NaN) : NaN,
      tag: trade.tag,
    });
    if (isWhole) {
      this.trades.splice(this.trades.indexOf(trade), 1);
      this.drop(trade.slOrder);
      this.drop(trade.tpOrder);
      return;
    }
    trade.size -= size;
    for (const order of [trade.slOrder, trade.tpOrder]) if (order) order.size = -trade.size;
  }

  private open(
    order: PlainOrder,
    price: number,
    stop: number | undefined,
    isMarket: boolean,
    bar: number,
  ): boolean {
    const { margin, spread, hedging } = this.world;
    const direction = Math.sign(order.size);
    const entry = price * (1 + direction * spread);
    const unit = entry + this.fee(order.size, price) / Math.abs(order.size);
    let units = Math.abs(order.size);
    if (units < 1)
      units = floorOf((this.free() * (1 / margin) * units) / unit, this.free() * (1 / margin) * units, unit);
    if (units === 0) return false;
    if (!hedging) {
      for (const trade of [...this.trades]) {
        if (trade.size * direction > 0 || units === 0) continue;
        const part = Math.min(units, Math.abs(trade.size));
        this.finish(trade, -direction * part, price, bar);
        units -= part;
      }
    }
    if (units * unit > this.free() * (1 / margin) || units === 0) return false;
    const size = direction * units;
    this.cash -= this.fee(size, entry);
    const trade: PlainTrade = { size, entry, entryBar: bar, tag: order.tag };
    this.trades.push(trade);
    const { sl, tp } = order;
    if (tp !== undefined) this.setTarget(trade, tp);
    if (sl !== undefined) this.setStop(trade, sl);
    if (sl === undefined && tp === undefined) return false;
    if (isMarket) return true;
    const [, high, low] = this.bars[this.bar];
    if (stop === undefined || order.limit !== undefined || tp === undefined) return false;
    return direction > 0 ? tp <= high && (sl ?? -Infinity) < low : tp >= low && (sl ?? Infinity) > high;
  }

  private drop(order: PlainOrder | undefined): void {
    this.orders = this.orders.filter((one) => one !== order);
  }
}

function isContingent(order: PlainOrder): boolean {
  return order.trade !== undefined && (order.trade.slOrder === order || order.trade.tpOrder === order);
}

/** Python's `//`: exact where the quotient would be rounded up to a whole number. */
function floorOf(quotient: number, dividend: number, divisor: number): number {
  const rest = dividend % divisor;
  const whole = Math.round((dividend - rest) / divisor);
  return Math.abs(whole - quotient) > 1.5 ? Math.floor(quotient) : whole;
}

function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
}
