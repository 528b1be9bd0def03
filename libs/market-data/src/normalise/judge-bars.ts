import { createBarColumns, PRICE_COLUMNS, type BarColumns, type QuarantinedLine } from '#database';
import { barRules, type BarContext } from './bar-rules.js';

export interface JudgedBars {
  /** Those that may be stored; the given ones where none is kept out. */
  bars: BarColumns;
  /** What is kept out, and the first of what only looks strange. */
  doubtful: QuarantinedLine[];
  rejectedCount: number;
  /** How many bars look strange, by why. */
  warnings: Record<string, number>;
}

/** Doubts of one kind that are told with the bar they are about. */
const MOST_TOLD = 100;

/**
 * Judges raw bars, in order and each possible in itself, by their calendar and by the bars before them.
 * @param lineOf the line of a file that a row stood on.
 */
export function judgeBars(bars: BarColumns, context: BarContext, lineOf = (_row: number) => 0): JudgedBars {
  const rules = barRules(bars, context).map((rule) => ({ ...rule, count: 0 }));
  const kept = new Uint32Array(bars.length);
  let keptCount = 0;
  const doubtful: QuarantinedLine[] = [];
  for (let row = 0; row < bars.length; row += 1) {
    let isOut = false;
    for (const rule of rules) {
      if (!rule.isBroken(row)) continue;
      isOut ||= rule.severity === 'error';
      if ((rule.count += 1) > MOST_TOLD) continue;
      const { severity, name: reason } = rule;
      doubtful.push({ line: lineOf(row), content: toText(bars, row), reason, severity });
    }
    if (!isOut) kept[keptCount++] = row;
  }
  const warnings = rules.filter(({ severity, count }) => severity === 'warning' && count > 0);
  return {
    bars: keptCount === bars.length ? bars : pickBars(bars, kept.subarray(0, keptCount)),
    doubtful,
    rejectedCount: bars.length - keptCount,
    warnings: Object.fromEntries(warnings.map(({ name, count }) => [name, count])),
  };
}

/** The rows, in the order given. */
export function pickBars(bars: BarColumns, rows: Uint32Array | readonly number[]): BarColumns {
  const picked = createBarColumns(rows.length);
  for (const name of ['openTime', ...PRICE_COLUMNS] as const)
    rows.forEach((row, place) => (picked[name][place] = bars[name][row]));
  return picked;
}

function toText(bars: BarColumns, row: number): string {
  return [new Date(bars.openTime[row]).toISOString(), ...PRICE_COLUMNS.map((name) => bars[name][row])].join(
    ',',
  );
}
