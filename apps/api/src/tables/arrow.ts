import {
  AsyncByteQueue,
  Bool,
  DateDay,
  Field,
  Float64,
  Int64,
  List,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  TimestampMillisecond,
  Utf8,
  vectorFromArray,
  type Data,
  type DataType,
} from 'apache-arrow';
import type { ColumnKind } from '#domain';
import { toInt64 } from './int64.js';
import { isMissing, type TableBatch, type TableBatches, type TableColumn } from './table.js';

const ARROW_TYPES: Readonly<Record<ColumnKind, () => DataType>> = {
  text: () => new Utf8(),
  number: () => new Float64(),
  integer: () => new Int64(),
  boolean: () => new Bool(),
  date: () => new DateDay(),
  instant: () => new TimestampMillisecond('UTC'),
  texts: () => new List(new Field('item', new Utf8(), false)),
  json: () => new Utf8(),
};

/** What the writer gives out, to be taken away piece by piece. */
class WrittenBytes extends AsyncByteQueue {
  private pieces: Uint8Array[] = [];

  override write(piece: Uint8Array): void {
    this.pieces.push(piece);
  }

  take(): Uint8Array[] {
    const taken = this.pieces;
    this.pieces = [];
    return taken;
  }
}

/** The streaming form of Arrow's IPC; objects are texts of JSON. */
export async function* encodeArrow(
  columns: readonly TableColumn[],
  batches: TableBatches,
): AsyncGenerator<Uint8Array> {
  const fields = columns.map(({ name, kind, nullable }) => new Field(name, ARROW_TYPES[kind](), nullable));
  const schema = new Schema(fields);
  const bytes = new WrittenBytes();
  const writer = new RecordBatchStreamWriter();
  writer.reset(bytes, schema);
  for await (const batch of batches) {
    const children = fields.map(({ type }, at) => toData(columns[at].kind, type, batch, at));
    const rows = makeData({ type: new Struct(fields), length: batch.length, nullCount: 0, children });
    writer.write(new RecordBatch(schema, rows));
    yield* bytes.take();
  }
  writer.finish();
  yield* bytes.take();
}

function toData(kind: ColumnKind, type: DataType, { length, values }: TableBatch, at: number): Data {
  const column = values[at];
  if (kind === 'number' || kind === 'integer' || kind === 'instant') {
    const numbers = column instanceof Float64Array ? column : Float64Array.from(column, toNumber);
    const data = kind === 'number' ? numbers : toInt64(numbers);
    return makeData({ type: type as Float64, length, ...toValidity(numbers), data: data as Float64Array });
  }
  return vectorFromArray(Array.from(column, PREPARE[kind] ?? ((value) => value ?? null)), type).data[0];
}

/** What the builders of the library take where it isn't the value itself. */
const PREPARE: { readonly [Kind in ColumnKind]?: (value: unknown) => unknown } = {
  date: (value) => (isMissing(value) ? null : new Date(value as string)),
  json: (value) => (isMissing(value) ? null : JSON.stringify(value)),
};

function toNumber(value: unknown): number {
  return isMissing(value) ? NaN : (value as number);
}

/** A bit per row, set where there is a value; none where there is one everywhere. */
function toValidity(numbers: Float64Array): { nullCount: number; nullBitmap?: Uint8Array } {
  const missing = numbers.reduce((count, value) => (Number.isFinite(value) ? count : count + 1), 0);
  if (missing === 0) return { nullCount: 0 };
  const nullBitmap = new Uint8Array(Math.ceil(numbers.length / 8));
  numbers.forEach((value, row) => {
    if (Number.isFinite(value)) nullBitmap[row >> 3] |= 1 << (row & 7);
  });
  return { nullCount: missing, nullBitmap };
}
