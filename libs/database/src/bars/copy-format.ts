import { PRICE_COLUMNS, type BarColumns } from './bar-columns.js';

/**
 * Bars in PostgreSQL's binary COPY format (docs: sql-copy, "Binary Format"): a header, then rows of fields with their
 * length before them, all big-endian. Every field here is 8 bytes and never null, so rows have one size.
 */
const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
const HEADER_BYTES = SIGNATURE.length + 8;
const FIELD_BYTES = 12;
const ROWS_PER_CHUNK = 4_096;
/** PostgreSQL counts microseconds from 2000-01-01. */
const POSTGRES_EPOCH_MS = Date.UTC(2000, 0, 1);
const TWO_32 = 2 ** 32;

function header(): Buffer {
  return Buffer.concat([SIGNATURE, Buffer.alloc(8)]);
}

function trailer(): Buffer {
  return Buffer.from([0xff, 0xff]);
}

/** Rows of `open_time, event_time, open, high, low, close, volume`, in chunks as the stream asks for them. */
export function* encodeBars(bars: BarColumns, eventTime: Float64Array): Generator<Buffer> {
  const rowBytes = 2 + (2 + PRICE_COLUMNS.length) * FIELD_BYTES;
  const values = PRICE_COLUMNS.map((name) => bars[name]);
  yield header();
  for (let from = 0; from < bars.length; from += ROWS_PER_CHUNK) {
    const to = Math.min(from + ROWS_PER_CHUNK, bars.length);
    const chunk = Buffer.alloc((to - from) * rowBytes);
    const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length);
    let at = 0;
    for (let row = from; row < to; row += 1) {
      view.setInt16(at, 2 + values.length);
      writeInstant(view, at + 2, bars.openTime[row]);
      writeInstant(view, at + 2 + FIELD_BYTES, eventTime[row]);
      at += 2 + 2 * FIELD_BYTES;
      for (const column of values) {
        view.setInt32(at, 8);
        view.setFloat64(at + 4, column[row]);
        at += FIELD_BYTES;
      }
    }
    yield chunk;
  }
  yield trailer();
}

function writeInstant(view: DataView, at: number, instant: number): void {
  const micros = (instant - POSTGRES_EPOCH_MS) * 1000;
  const high = Math.floor(micros / TWO_32);
  view.setInt32(at, 8);
  view.setInt32(at + 4, high);
  view.setUint32(at + 8, micros - high * TWO_32);
}

/** Reads rows of `open_time, open, high, low, close, volume` from a binary COPY, however it is cut into chunks. */
export class BarDecoder {
  private static readonly rowBytes = 2 + (1 + PRICE_COLUMNS.length) * FIELD_BYTES;
  private rest: Buffer = Buffer.alloc(0);
  private headerSeen = false;
  private capacity = ROWS_PER_CHUNK;
  private rows = 0;
  private columns = BarDecoder.columnsOf(this.capacity);

  push(chunk: Buffer): void {
    const data = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    let at = 0;
    if (!this.headerSeen) {
      if (data.length < HEADER_BYTES) {
        this.rest = data;
        return;
      }
      this.headerSeen = true;
      at = HEADER_BYTES;
    }
    const count = Math.floor((data.length - at) / BarDecoder.rowBytes);
    this.reserve(count);
    this.read(new DataView(data.buffer, data.byteOffset + at), count);
    this.rest = data.subarray(at + count * BarDecoder.rowBytes);
  }

  /** What was read; views of the rows, in the order of `openTime, open, high, low, close, volume`. */
  finish(): { length: number; columns: readonly Float64Array[] } {
    return { length: this.rows, columns: this.columns.map((column) => column.subarray(0, this.rows)) };
  }

  private read(view: DataView, count: number): void {
    const [openTime, ...values] = this.columns;
    for (let row = 0; row < count; row += 1) {
      let at = row * BarDecoder.rowBytes + 2 + 4;
      const micros = view.getInt32(at) * TWO_32 + view.getUint32(at + 4);
      openTime[this.rows] = micros / 1000 + POSTGRES_EPOCH_MS;
      for (const column of values) {
        at += FIELD_BYTES;
        column[this.rows] = view.getFloat64(at);
      }
      this.rows += 1;
    }
  }

  private reserve(more: number): void {
    if (this.rows + more <= this.capacity) return;
    this.capacity = Math.max(this.rows + more, this.capacity * 2);
    const grown = BarDecoder.columnsOf(this.capacity);
    grown.forEach((column, index) => column.set(this.columns[index].subarray(0, this.rows)));
    this.columns = grown;
  }

  private static columnsOf(capacity: number): Float64Array[] {
    return Array.from({ length: 1 + PRICE_COLUMNS.length }, () => new Float64Array(capacity));
  }
}
