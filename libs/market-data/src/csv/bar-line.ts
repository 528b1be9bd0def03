import { faultOfBar, type Bar } from '#domain';
import type { CsvLayout } from './csv-header.js';
import type { Stamp, StampReader } from './stamp.js';

/** A bar as its line says it: `openTime` is the instant of the stamp, not yet the date of a daily bar. */
export type BarLine = { bar: Bar; stamp: Stamp } | { reason: string };

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const PRICES = ['open', 'high', 'low', 'close', 'volume'] as const;

/** Reads one line of the file, or says why it is no bar. */
export function readBarLine(cells: readonly string[], layout: CsvLayout, readStamp: StampReader): BarLine {
  if (cells.length !== layout.width) {
    return { reason: `the line has ${cells.length} columns, the header ${layout.width}` };
  }
  const text =
    layout.clock === undefined ? cells[layout.time] : `${cells[layout.time]} ${cells[layout.clock]}`;
  const stamp = readStamp(text);
  if (!stamp) return { reason: `${quote(text)} is not a date or time` };
  const bar: Bar = { openTime: stamp.instant, open: 0, high: 0, low: 0, close: 0, volume: 0 };
  for (const field of PRICES) {
    const place = layout[field];
    if (place === undefined) continue;
    if (!NUMBER.test(cells[place])) return { reason: `${field} is not a number (${quote(cells[place])})` };
    bar[field] = Number(cells[place]);
  }
  const reason = faultOfBar(bar);
  return reason === undefined ? { bar, stamp } : { reason };
}

function quote(text: string): string {
  return `"${text.slice(0, 40)}"`;
}
