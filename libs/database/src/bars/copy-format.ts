import { PRICE_COLUMNS, type BarColumns } from './bar-columns.js';

/**
 * Bars in PostgreSQL's binary COPY format (docs: sql-copy, "Binary Format"): a header, then rows of fields with their
 * length before them, all big-endian. No field here is null and those that differ have 8 bytes, so the rows of a copy
 * have one size.
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

/** What all bars of an ingest have in common. `knownAt` is UTC ms. */
export interface BarOrigin {
  instrumentId: number;
  timeframe: string;
  knownAt: number;
  batch: number;
  provider: string;
  runId: string;
}

/** The columns in the order in which `encodeBars` writes them. */
export const ENCODED_COLUMNS = `open_time, event_time, ${PRICE_COLUMNS.join(', ')},
  instrument_id, timeframe, known_at, batch, provider, run_id`;

const FIELDS = 2 + PRICE_COLUMNS.length + 6;

/**
 * The given rows of the bars, in chunks as the stream asks for them. What rows have in common is written once and
 * copied with each chunk.
 */
export function* encodeBars(
  bars: BarColumns,
  eventTime: Float64Array,
  rows: Uint32Array,
  origin: BarOrigin,
): Generator<Buffer> {
  const template = encodeTemplate(origin);
  const chunkTemplate = Buffer.alloc(template.length * Math.min(ROWS_PER_CHUNK, rows.length), template);
  const values = PRICE_COLUMNS.map((name) => bars[name]);
  yield header();
  for (let from = 0; from < rows.length; from += ROWS_PER_CHUNK) {
    const to = Math.min(from + ROWS_PER_CHUNK, rows.length);
    const chunk = Buffer.from(chunkTemplate.subarray(0, (to - from) * template.length));
    const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length);
    for (let place = from; place < to; place += 1) {
      const row = rows[place];
      // Behind the number of fields and the length of the first.
      let at = (place - from) * template.length + 2 + 4;
      writeInstant(view, at, bars.openTime[row]);
      writeInstant(view, (at += FIELD_BYTES), eventTime[row]);
      for (const column of values) view.setFloat64((at += FIELD_BYTES), column[row]);
    }
    yield chunk;
  }
  yield trailer();
}

/** A row whose own values are still zero. */
function encodeTemplate({ instrumentId, timeframe, knownAt, batch, provider, runId }: BarOrigin): Buffer {
  const own = Array.from({ length: 2 + PRICE_COLUMNS.length }, () => Buffer.alloc(8));
  const id = Buffer.alloc(4);
  id.writeInt32BE(instrumentId);
  const known = Buffer.alloc(8);
  writeInstant(new DataView(known.buffer, known.byteOffset), 0, knownAt);
  const number = Buffer.alloc(8);
  number.writeBigInt64BE(BigInt(batch));
  const common = [id, Buffer.from(timeframe), known, number, Buffer.from(provider), Buffer.from(runId)];
  const fields = [...own, ...common].flatMap((value) => {
    const length = Buffer.alloc(4);
    length.writeInt32BE(value.length);
    return [length, value];
  });
  const count = Buffer.alloc(2);
  count.writeInt16BE(FIELDS);
  return Buffer.concat([count, ...fields]);
}

function writeInstant(view: DataView, at: number, instant: number): void {
  const micros = (instant - POSTGRES_EPOCH_MS) * 1000;
  const high = Math.floor(micros / TWO_32);
  view.setInt32(at, high);
  view.setUint32(at + 4, micros - high * TWO_32);
}

export interface DecodedBars {
  length: number;
  columns: readonly Float64Array[];
}

/** Reads rows of `open_time, open, high, low, close, volume` from binary COPYs, however they are cut into chunks. */
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

  /** The next chunk begins another COPY; its rows come after those of this one. */
  endCopy(): void {
    this.headerSeen = false;
    this.rest = Buffer.alloc(0);
  }

  /**
   * What was read since the last call, in the order of `openTime, open, high, low, close, volume`: views that hold until
   * the next `push`.
   */
  take(): DecodedBars {
    const length = this.rows;
    this.rows = 0;
    return { length, columns: this.columns.map((column) => column.subarray(0, length)) };
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
