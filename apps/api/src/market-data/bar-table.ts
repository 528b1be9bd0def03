import type { Bar, BarSeries } from '#domain';
import { toIso } from '../tasks/instants.js';
import type { TableBatch, TableColumn } from '../tables/table.js';
import type { BarDto } from './bars.dto.js';

const BARS_PER_BATCH = 131_072;
const PRICES = ['open', 'high', 'low', 'close', 'volume'] as const;

/** Bars as a table; `time` is their open time. */
export const BAR_COLUMNS_ON_WIRE: readonly TableColumn[] = [
  { name: 'time', kind: 'instant', nullable: false },
  ...PRICES.map((name) => ({ name, kind: 'number', nullable: false }) as const),
];

/** The member of a bar that is a column on the wire. */
export function memberOfBar({ name }: TableColumn): string {
  return name === 'time' ? 'openTime' : name;
}

export function toBarDto({ openTime, ...prices }: Bar): BarDto {
  return { time: toIso(openTime), ...prices };
}

/** The bars of parts of a series, on their own memory. */
export async function* barBatchesOf(parts: AsyncIterable<BarSeries>): AsyncGenerator<TableBatch> {
  for await (const part of parts) {
    for (let from = 0; from < part.length; from += BARS_PER_BATCH) {
      const to = Math.min(part.length, from + BARS_PER_BATCH);
      const columns = [part.openTime, ...PRICES.map((name) => part[name])];
      yield { length: to - from, values: columns.map((column) => column.subarray(from, to)) };
    }
  }
}
