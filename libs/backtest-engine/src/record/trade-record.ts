import { giveMemoryBack, type CodedTable } from '#domain';
import { reasonOf, type PlainRun } from './plain-run.js';
import { MissingColumn, textsOf, timesOfBoth, toPercent } from './column-views.js';
import { putRows, takeRows, type RecordRows } from './record-rows.js';
import { TextCodes } from './text-codes.js';
import { widenFloats, widenInts, widenPrices } from './growing-column.js';

/** What the record wants to know of how a trade began. */
export interface EnteredTrade {
  readonly instrument: number;
  readonly entryPrice: number;
  readonly entryBar: number;
  readonly entryReason: string;
  readonly tag: string;
}

/** What closing a trade (or a part of it) gave. */
export interface ClosedPart {
  size: number;
  exitPrice: number;
  exitBar: number;
  /** Fees of entry and exit, money. */
  commission: number;
  stop: number;
  target: number;
  reason: string;
}

/** What metrics read of the closed trades; views, valid until the next trade closes. */
export interface TradeColumns {
  entryBar: Int32Array;
  exitBar: Int32Array;
  pnl: Float64Array;
  /** Fraction, net. */
  returns: Float64Array;
  commission: Float64Array;
}

const KEPT = [
  ...(['instrument', 'size', 'entryBar', 'exitBar', 'entryPrice', 'exitPrice', 'pnl', 'commission'] as const),
  ...(['returns', 'stop', 'target', 'entryReason', 'exitReason', 'tag'] as const),
] as const;
const NO_ROWS = new Int32Array(0);
const FIRST_CAPACITY = 256;
const NONE: Float64Array = new Float64Array(0);
const NO_INTS: Int32Array = new Int32Array(0);

/** As many as the latest run had, so that the next one need not grow. */
let expectedRows = 0;

/** Closed trades in the order in which they closed. Columns double when full; prices of new rows are missing. */
export class TradeRecord {
  length = 0;
  private capacity = 0;
  private instrument = NO_INTS;
  private size = NONE;
  private entryBar = NO_INTS;
  private exitBar = NO_INTS;
  private entryPrice = NONE;
  private exitPrice = NONE;
  private pnl = NONE;
  private commission = NONE;
  private returns = NONE;
  private stop = NONE;
  private target = NONE;
  private readonly texts = new TextCodes();
  private entryReason = NO_INTS;
  private exitReason = NO_INTS;
  private tag = NO_INTS;
  private readonly memory: ArrayBuffer[] = [];

  constructor(
    private readonly symbols: readonly string[],
    private readonly timeline: Float64Array,
  ) {}

  get columns(): TradeColumns {
    const { length } = this;
    return {
      entryBar: this.entryBar.subarray(0, length),
      exitBar: this.exitBar.subarray(0, length),
      pnl: this.pnl.subarray(0, length),
      returns: this.returns.subarray(0, length),
      commission: this.commission.subarray(0, length),
    };
  }

  /** pnl = size × (exit - entry) - commission; return = sign × (exit / entry - 1) - commission / (|size| × entry). */
  add(trade: EnteredTrade, part: Readonly<ClosedPart>): void {
    const row = this.length;
    if (row === this.capacity) this.grow();
    this.length = row + 1;
    const { size, exitPrice, commission } = part;
    const { entryPrice } = trade;
    const sign = size > 0 ? 1 : -1;
    this.instrument[row] = trade.instrument;
    this.size[row] = size;
    this.entryBar[row] = trade.entryBar;
    this.exitBar[row] = part.exitBar;
    this.entryPrice[row] = entryPrice;
    this.exitPrice[row] = exitPrice;
    this.pnl[row] = size * (exitPrice - entryPrice) - commission;
    this.commission[row] = commission;
    this.returns[row] = sign * (exitPrice / entryPrice - 1) - commission / (sign * size * entryPrice);
    if (!Number.isNaN(part.stop) || !Number.isNaN(part.target)) this.setPrices(row, part);
    this.entryReason[row] = this.texts.codeOf(trade.entryReason);
    this.exitReason[row] = this.texts.codeOf(part.reason);
    this.tag[row] = this.texts.codeOf(trade.tag);
  }

  /** Adds the trades of the first instrument that ended; `first` was open before. */
  addPlain(run: PlainRun, first: EnteredTrade | undefined): void {
    const from = this.length;
    this.length = from + run.exits;
    while (this.length > this.capacity) this.grow();
    const { size, entryBar, exitBar, entryPrice, exitPrice, pnl, commission, returns, texts } = this;
    const { entryReason, exitReason, tag } = this;
    let trade = from;
    for (let row = 1; row <= run.fills; row += 1) {
      const units = run.size[row - 1];
      if (units === 0) continue;
      const entry = run.entryPrice[row - 1];
      const exit = run.exitPrice[row];
      const fees = run.exitFee[row] + run.entryFee[row - 1];
      const sign = units > 0 ? 1 : -1;
      const begun = row === 1 ? first : undefined;
      size[trade] = units;
      entryBar[trade] = run.bar[row - 1];
      exitBar[trade] = run.bar[row];
      entryPrice[trade] = entry;
      exitPrice[trade] = exit;
      commission[trade] = fees;
      pnl[trade] = units * (exit - entry) - fees;
      returns[trade] = sign * (exit / entry - 1) - fees / (sign * units * entry);
      entryReason[trade] = texts.codeOf(begun === undefined ? reasonOf(units) : begun.entryReason);
      exitReason[trade] = texts.codeOf(run.size[row] === 0 ? 'exit' : 'reversal');
      tag[trade] = texts.codeOf(begun === undefined ? '' : begun.tag);
      trade += 1;
    }
    this.instrument.fill(0, from, trade);
  }

  /** One trade, for those who look at a few. */
  describe(row: number): { symbol: string; size: number; exitBar: number; exitReason: string } {
    return {
      symbol: this.symbols[this.instrument[row]],
      size: this.size[row],
      exitBar: this.exitBar[row],
      exitReason: this.texts.names[this.exitReason[row]],
    };
  }

  /** The rows from `from` on under the names of the outcome, in memory of their own. */
  toTable(from = 0): CodedTable {
    const { length, texts } = this;
    const { names } = texts;
    const entryBar = this.entryBar.slice(from, length);
    const exitBar = this.exitBar.slice(from, length);
    const [entryTime, exitTime] = timesOfBoth(entryBar, exitBar, this.timeline);
    const missing = new MissingColumn(length - from);
    return {
      length: length - from,
      columns: {
        symbol: textsOf(this.instrument, this.symbols, from, length),
        size: this.size.slice(from, length),
        entry_bar: entryBar,
        exit_bar: exitBar,
        entry_time: entryTime,
        exit_time: exitTime,
        entry_price: this.entryPrice.slice(from, length),
        exit_price: this.exitPrice.slice(from, length),
        pnl: this.pnl.slice(from, length),
        commission: this.commission.slice(from, length),
        return_pct: toPercent(this.returns.slice(from, length)),
        stop: missing.or(this.stop, from),
        target: missing.or(this.target, from),
        entry_reason: textsOf(this.entryReason, names, from, length),
        exit_reason: textsOf(this.exitReason, names, from, length),
        tag: textsOf(this.tag, names, from, length),
      },
    };
  }

  /** The rows from `from` on; earlier ones never change. */
  takeRows(from: number): RecordRows {
    const { length, texts } = this;
    const columns = KEPT.map((name) => [name, takeRows(this[name], NO_ROWS, from, length)]);
    return {
      ...{ changed: NO_ROWS, from, length },
      columns: Object.fromEntries(columns) as RecordRows['columns'],
      names: [...texts.names],
    };
  }

  putRows(rows: RecordRows): void {
    while (this.capacity < rows.length) this.grow();
    if (this.stop.length < rows.columns.stop.length) this.makePrices();
    this.length = rows.length;
    for (const name of rows.names) this.texts.codeOf(name);
    for (const name of KEPT) putRows(this[name], rows.columns[name], rows);
  }

  clear(): void {
    this.stop.fill(NaN, 0, this.length);
    this.target.fill(NaN, 0, this.length);
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
    this.instrument = widenInts(this.instrument, capacity, memory);
    this.size = widenFloats(this.size, capacity, memory);
    this.entryBar = widenInts(this.entryBar, capacity, memory);
    this.exitBar = widenInts(this.exitBar, capacity, memory);
    this.entryPrice = widenFloats(this.entryPrice, capacity, memory);
    this.exitPrice = widenFloats(this.exitPrice, capacity, memory);
    this.pnl = widenFloats(this.pnl, capacity, memory);
    this.commission = widenFloats(this.commission, capacity, memory);
    this.returns = widenFloats(this.returns, capacity, memory);
    if (this.stop.length > 0) this.makePrices();
    this.entryReason = widenInts(this.entryReason, capacity, memory);
    this.exitReason = widenInts(this.exitReason, capacity, memory);
    this.tag = widenInts(this.tag, capacity, memory);
  }

  private setPrices(row: number, { stop, target }: Readonly<ClosedPart>): void {
    if (this.stop.length === 0) this.makePrices();
    this.stop[row] = stop;
    this.target[row] = target;
  }

  /** Columns of prices as long as the others, made for the first trade that has one: most runs have no stops. */
  private makePrices(): void {
    const { capacity, memory } = this;
    this.stop = widenPrices(this.stop, capacity, memory);
    this.target = widenPrices(this.target, capacity, memory);
  }
}
