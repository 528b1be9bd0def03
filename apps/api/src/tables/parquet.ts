import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import type { ColumnKind } from '#domain';
import { isMissing, type TableBatch, type TableBatches, type TableColumn } from './table.js';

/** Rows that are encoded before others get a turn, some 20 ms. */
const ROWS_PER_GROUP = 16_384;

type ElementType = Pick<SchemaElement, 'type' | 'converted_type' | 'logical_type'>;

const TEXT: ElementType = { type: 'BYTE_ARRAY', converted_type: 'UTF8' };

const PARQUET_TYPES: Readonly<Record<Exclude<ColumnKind, 'texts'>, ElementType>> = {
  text: TEXT,
  number: { type: 'DOUBLE' },
  integer: { type: 'INT64' },
  boolean: { type: 'BOOLEAN' },
  date: { type: 'INT32', converted_type: 'DATE' },
  instant: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
  json: { type: 'BYTE_ARRAY', converted_type: 'JSON' },
};

/** Cells as the library takes them where that isn't the value itself. */
const PREPARE: { readonly [Kind in ColumnKind]?: (value: unknown) => unknown } = {
  integer: (value) => BigInt(value as number),
  date: (value) => new Date(value as string),
  instant: (value) => new Date(value as number),
};

/** A Parquet file, one row group for each batch or part of it; objects are JSON. */
export async function* encodeParquet(
  columns: readonly TableColumn[],
  batches: TableBatches,
): AsyncGenerator<Uint8Array> {
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({ writer: bytes, schema: toSchema(columns), createdBy: 'barkeep' });
  for await (const batch of batches) {
    for (let from = 0; from < batch.length; from += ROWS_PER_GROUP) {
      await writer.write({ columnData: toColumnData(columns, batch, from), rowGroupSize: ROWS_PER_GROUP });
      yield take(bytes);
    }
  }
  await writer.finish();
  yield take(bytes);
}

function toSchema(columns: readonly TableColumn[]): SchemaElement[] {
  const elements = columns.flatMap(({ name, kind, nullable }): SchemaElement[] => {
    const repetition = nullable ? 'OPTIONAL' : 'REQUIRED';
    if (kind !== 'texts') return [{ name, repetition_type: repetition, ...PARQUET_TYPES[kind] }];
    return [
      { name, repetition_type: repetition, num_children: 1, converted_type: 'LIST' },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      { name: 'element', repetition_type: 'REQUIRED', ...TEXT },
    ];
  });
  return [{ name: 'root', num_children: columns.length }, ...elements];
}

function toColumnData(columns: readonly TableColumn[], { length, values }: TableBatch, from: number) {
  const to = Math.min(length, from + ROWS_PER_GROUP);
  return columns.map(({ name, kind }, at) => {
    const prepare = PREPARE[kind] ?? ((value) => value);
    const data = Array.from({ length: to - from }, (_, row) => {
      const value = values[at][from + row];
      return isMissing(value) ? null : prepare(value);
    });
    return { name, data };
  });
}

/** What was written since the last time; places in the file go on counting. */
function take(bytes: ByteWriter): Uint8Array {
  const taken = bytes.getBytes().slice();
  bytes.index = 0;
  return taken;
}
