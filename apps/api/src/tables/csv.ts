import type { Cell, TableRow } from './table-rows.js';

export const CSV_MEDIA_TYPE = 'text/csv; charset=utf-8; header=present';

/** Texts that a spreadsheet would read as a formula are kept from it by a quote in front. */
function toField(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Lines of RFC 4180, without a header. */
export function toCsvLines(rows: readonly TableRow[], columns: readonly string[]): string {
  return rows.map((row) => `${columns.map((name) => toField(row[name] ?? null)).join(',')}\r\n`).join('');
}

export function csvHeader(columns: readonly string[]): string {
  return `${columns.join(',')}\r\n`;
}
