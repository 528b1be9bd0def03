import { toCellText } from '#domain';
import { toIso } from '../tasks/instants.js';
import { isMissing, type TableBatch, type TableBatches, type TableColumn } from './table.js';

function toTextField(text: string): string {
  const safe = toCellText(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function toField(kind: TableColumn['kind'], value: unknown): string {
  if (isMissing(value)) return '';
  if (kind === 'instant') return toIso(value as number);
  if (kind === 'texts' || kind === 'json') return toTextField(JSON.stringify(value));
  return kind === 'text' ? toTextField(value as string) : String(value);
}

function toLines(columns: readonly TableColumn[], { length, values }: TableBatch): string {
  let lines = '';
  for (let row = 0; row < length; row += 1)
    lines += `${columns.map(({ kind }, at) => toField(kind, values[at][row])).join(',')}\r\n`;
  return lines;
}

/** Lines of RFC 4180 after one with the names of the columns. Lists and objects are written as JSON. */
export async function* encodeCsv(
  columns: readonly TableColumn[],
  batches: TableBatches,
): AsyncGenerator<string> {
  yield `${columns.map(({ name }) => toTextField(name)).join(',')}\r\n`;
  for await (const batch of batches) yield toLines(columns, batch);
}
