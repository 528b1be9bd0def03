/* eslint-disable max-lines -- a record is read best with all its columns in one place */
import { giveMemoryBack, type CodedTable } from '#domain';
import {
  ORDER_REASONS,
  ORDER_STATUS_NAMES,
  OrderRole,
  OrderStatus,
  type Order,
  type OrderCells,
  type OrderReason,
  SizeKind,
} from '../order.js';
import type { PlainRun } from './plain-run.js';
import { MissingColumn, textsOf, timesOfBoth } from './column-views.js';
import { putRows, takeRows, type RecordRows } from './record-rows.js';
import { TextCodes } from './text-codes.js';
import { widenBytes, widenFloats, widenInts, widenPrices } from './growing-column.js';

const KINDS = [
  ...(['market', 'limit', 'stop', 'stop_limit', 'close', 'stop_loss', 'take_profit'] as const),
  ...(['trailing_stop', 'market_on_close', 'close_on_close'] as const),
] as const;
type Kind = (typeof KINDS)[number];
const EXITS: ReadonlySet<Kind> = new Set<Kind>(['close', 'close_on_close', 'stop_loss', 'take_profit']);
const MARKET: ReadonlySet<Kind> = new Set<Kind>(['market', 'close', 'market_on_close', 'close_on_close']);
const SIZE_KINDS = ['units', 'free_liquidity', 'equity', 'cash'] as const;
const KEPT = [
  ...(['size', 'limit', 'stop', 'stopLoss', 'takeProfit', 'instrument', 'kind', 'sizeKind'] as const),
  ...(['placedBar', 'status', 'filledBar', 'filledPrice', 'filledSize', 'reason', 'tag'] as const),
] as const;
const FIRST_CAPACITY = 256;
const NONE: Float64Array = new Float64Array(0);
const NO_INTS: Int32Array = new Int32Array(0);
const NO_BYTES: Uint8Array = new Uint8Array(0);
const ENTRY_KIND = KINDS.indexOf('market');
const CLOSE_KIND = KINDS.indexOf('close');

/** As many as the latest run had, so that the next one need not grow. */
let expectedRows = 0;

/** What is told of one order. */
export interface OrderDescription {
  readonly symbol: string;
  readonly kind: Kind;
  /** Signed; its meaning is the order's size kind. */
  readonly size: number;
  /** NaN where it has none. */
  readonly limit: number;
  readonly stop: number;
  readonly placedBar: number;
  readonly filledBar: number;
  readonly filledPrice: number;
  readonly isFilled: boolean;
  readonly isEntry: boolean;
  readonly isMarket: boolean;
  readonly isContingent: boolean;
}

/** Every order ever placed, a row each, whose id is the row. Columns double when full; prices of new rows are missing. */
export class OrderRecord implements OrderCells {
  /** The id of the next order. */
  length = 0;
  size = NONE;
  limit = NONE;
  stop = NONE;
  stopLoss = NONE;
  takeProfit = NONE;
  private capacity = 0;
  private instrument = NO_INTS;
  private kind = NO_BYTES;
  private sizeKind = NO_BYTES;
  private placedBar = NO_INTS;
  private status = NO_BYTES;
  private filledBar = NO_INTS;
  private filledPrice = NONE;
  private filledSize = NONE;
  private reason = NO_BYTES;
  private readonly tags = new TextCodes();
  private tag = NO_INTS;
  private readonly memory: ArrayBuffer[] = [];

  constructor(
    private readonly symbols: readonly string[],
    private readonly timeline: Float64Array,
  ) {}

  /** Adds a waiting order and gives its id. `size` is signed, prices that are not asked for are NaN. */
  add(
    role: OrderRole,
    instrument: number,
    size: number,
    sizeKind: SizeKind,
    limit: number,
    stop: number,
    placedBar: number,
    tag: string,
  ): number {
    const id = this.addRow(kindOf(role, limit, stop), size, sizeKind, placedBar);
    if (this.limit.length === 0) this.makePrices();
    this.instrument[id] = instrument;
    if (!Number.isNaN(limit)) this.limit[id] = limit;
    if (!Number.isNaN(stop)) this.stop[id] = stop;
    this.status[id] = OrderStatus.pending;
    this.filledBar[id] = -1;
    this.filledPrice[id] = NaN;
    this.filledSize[id] = NaN;
    this.tag[id] = this.tags.codeOf(tag);
    return id;
  }

  /** Adds the orders of the first instrument, without tags; `entry` is what their entries ask for. */
  addPlain(run: PlainRun, entry: { readonly size: number; readonly sizeKind: SizeKind }): void {
    const from = this.length;
    this.length = from + run.entries + run.exits;
    while (this.length > this.capacity) this.grow();
    const { kind, size, sizeKind, placedBar, filledBar, filledPrice, filledSize } = this;
    for (let row = 1, id = from; row <= run.fills; row += 1) {
      const bar = run.bar[row];
      const opened = run.size[row];
      const closed = run.size[row - 1];
      if (opened !== 0) {
        kind[id] = ENTRY_KIND;
        sizeKind[id] = entry.sizeKind;
        size[id] = opened > 0 ? entry.size : -entry.size;
        placedBar[id] = bar - 1;
        filledBar[id] = bar;
        filledPrice[id] = run.entryPrice[row];
        filledSize[id] = opened;
        id += 1;
      }
      if (closed !== 0) {
        kind[id] = CLOSE_KIND;
        sizeKind[id] = SizeKind.units;
        size[id] = -closed;
        placedBar[id] = bar - 1;
        filledBar[id] = bar;
        filledPrice[id] = run.exitPrice[row];
        filledSize[id] = -closed;
        id += 1;
      }
    }
    for (const column of [this.instrument, this.reason]) column.fill(0, from, this.length);
    this.tag.fill(this.tags.codeOf(''), from, this.length);
    this.status.fill(OrderStatus.filled, from, this.length);
  }

  private addRow(kind: number, size: number, sizeKind: SizeKind, placedBar: number): number {
    const id = this.length;
    if (id === this.capacity) this.grow();
    this.length = id + 1;
    this.kind[id] = kind;
    this.size[id] = size;
    this.sizeKind[id] = sizeKind;
    this.placedBar[id] = placedBar;
    this.reason[id] = 0;
    return id;
  }

  /** The stop and target that an entry asks for. */
  setBracket(id: number, stopLoss: number, takeProfit: number): void {
    this.stopLoss[id] = stopLoss;
    this.takeProfit[id] = takeProfit;
  }

  /** Where the prices of an order do not tell what it is. */
  setKind(id: number, kind: 'trailing_stop' | 'market_on_close' | 'close_on_close'): void {
    this.kind[id] = KINDS.indexOf(kind);
  }

  fill(id: number, bar: number, price: number, signedUnits: number): void {
    this.status[id] = OrderStatus.filled;
    this.filledBar[id] = bar;
    this.filledPrice[id] = price;
    this.filledSize[id] = signedUnits;
  }

  end(order: Order, status: OrderStatus, reason: OrderReason): void {
    this.status[order.id] = status;
    this.reason[order.id] = ORDER_REASONS.indexOf(reason);
  }

  /** Of a waiting order only what is left of it is told. */
  forgetStop(id: number): void {
    this.stop[id] = NaN;
  }

  /** One order, for those who look at a few. */
  describe(row: number): OrderDescription {
    const kind = KINDS[this.kind[row]];
    return {
      symbol: this.symbols[this.instrument[row]],
      kind,
      size: this.size[row],
      limit: this.limit.at(row) ?? NaN,
      stop: this.stop.at(row) ?? NaN,
      placedBar: this.placedBar[row],
      filledBar: this.filledBar[row],
      filledPrice: this.filledPrice[row],
      isFilled: this.status[row] === OrderStatus.filled,
      isEntry: !EXITS.has(kind),
      isMarket: MARKET.has(kind),
      isContingent: kind === 'stop_loss' || kind === 'take_profit',
    };
  }

  /** Filled orders: instrument, bar of the timeline and units, which are positive. */
  eachFill(visit: (instrument: number, bar: number, units: number) => void): void {
    for (let row = 0; row < this.length; row += 1) {
      if (this.status[row] === OrderStatus.filled)
        visit(this.instrument[row], this.filledBar[row], Math.abs(this.filledSize[row]));
    }
  }

  toTable(): CodedTable {
    const { length } = this;
    const placedBar = this.placedBar.slice(0, length);
    const filledBar = this.filledBar.slice(0, length);
    const [placedTime, filledTime] = timesOfBoth(placedBar, filledBar, this.timeline);
    const missing = new MissingColumn(length);
    return {
      length,
      columns: {
        symbol: textsOf(this.instrument, this.symbols, 0, length),
        kind: textsOf(this.kind, KINDS, 0, length),
        size: this.size.slice(0, length),
        size_kind: textsOf(this.sizeKind, SIZE_KINDS, 0, length),
        limit: missing.or(this.limit, 0),
        stop: missing.or(this.stop, 0),
        stop_loss: missing.or(this.stopLoss, 0),
        take_profit: missing.or(this.takeProfit, 0),
        placed_bar: placedBar,
        placed_time: placedTime,
        status: textsOf(this.status, ORDER_STATUS_NAMES, 0, length),
        filled_bar: filledBar,
        filled_time: filledTime,
        filled_price: this.filledPrice.slice(0, length),
        filled_size: this.filledSize.slice(0, length),
        reason: textsOf(this.reason, ORDER_REASONS, 0, length),
        tag: textsOf(this.tag, this.tags.names, 0, length),
      },
    };
  }

  /** The rows from `from` on, and earlier ones that may have changed. */
  takeRows(changed: Int32Array, from: number): RecordRows {
    const { length, tags } = this;
    const columns = KEPT.map((name) => [name, takeRows(this[name], changed, from, length)]);
    return {
      ...{ changed, from, length },
      columns: Object.fromEntries(columns) as RecordRows['columns'],
      names: [...tags.names],
    };
  }

  putRows(rows: RecordRows): void {
    while (this.capacity < rows.length) this.grow();
    if (this.limit.length < rows.columns.limit.length) this.makePrices();
    this.length = rows.length;
    for (const name of rows.names) this.tags.codeOf(name);
    for (const name of KEPT) putRows(this[name], rows.columns[name], rows);
  }

  clear(): void {
    for (const price of [this.limit, this.stop, this.stopLoss, this.takeProfit])
      price.fill(NaN, 0, this.length);
    this.length = 0;
  }

  /** Gives the memory of the columns to later records; nothing may be read of this one afterwards. */
  release(): void {
    expectedRows = this.length;
    giveMemoryBack(this.memory.splice(0));
  }

  private grow(): void {
    this.capacity = Math.max(FIRST_CAPACITY, this.capacity * 2, expectedRows);
    const { capacity, memory } = this;
    this.size = widenFloats(this.size, capacity, memory);
    if (this.limit.length > 0) this.makePrices();
    this.instrument = widenInts(this.instrument, capacity, memory);
    this.kind = widenBytes(this.kind, capacity, memory);
    this.sizeKind = widenBytes(this.sizeKind, capacity, memory);
    this.placedBar = widenInts(this.placedBar, capacity, memory);
    this.status = widenBytes(this.status, capacity, memory);
    this.filledBar = widenInts(this.filledBar, capacity, memory);
    this.filledPrice = widenFloats(this.filledPrice, capacity, memory);
    this.filledSize = widenFloats(this.filledSize, capacity, memory);
    this.reason = widenBytes(this.reason, capacity, memory);
    this.tag = widenInts(this.tag, capacity, memory);
  }
  /** Columns of prices as long as the others. Plain runs have none: their orders never wait. */
  private makePrices(): void {
    const { capacity, memory } = this;
    this.limit = widenPrices(this.limit, capacity, memory);
    this.stop = widenPrices(this.stop, capacity, memory);
    this.stopLoss = widenPrices(this.stopLoss, capacity, memory);
    this.takeProfit = widenPrices(this.takeProfit, capacity, memory);
  }
}

function kindOf(role: OrderRole, limit: number, stop: number): number {
  if (role === OrderRole.close) return 4;
  if (role === OrderRole.stopLoss) return 5;
  if (role === OrderRole.takeProfit) return 6;
  return (Number.isNaN(limit) ? 0 : 1) + (Number.isNaN(stop) ? 0 : 2);
}
