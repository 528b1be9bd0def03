import { BAR_COLUMNS, createBarSeries, type BarSeries } from '#domain';
import type { KnownRows } from '#strategy';
import { countUpTo, viewRows } from '../bar-window.js';

/** Bars around an instant, as they are and with everything after it made wrong. */
export interface PoisonedWindow {
  readonly real: BarSeries;
  readonly poisoned: BarSeries;
  /** Rows of it that had closed at the instant. */
  readonly known: number;
}

/** Factors that no market moves by; both directions, so that neither a highest nor a lowest escapes. */
const WRONG = [7.3, 1 / 9.1] as const;

/** The last `before` bars that had closed at an instant, and up to `after` later ones. */
export function takeWindow(
  series: BarSeries,
  instant: number,
  { before, after, phase }: { before: number; after: number; phase: number },
): PoisonedWindow {
  const end = countUpTo(series.closeTime, instant);
  const from = Math.max(0, end - before);
  const real = viewRows(series, from, Math.min(series.length, end + after));
  return { real, poisoned: poison(real, end - from, phase), known: end - from };
}

/** A copy whose rows from `known` on keep their times only. */
function poison(series: BarSeries, known: number, phase: number): BarSeries {
  const { length } = series;
  const copy = createBarSeries(series, length, new ArrayBuffer(length * BAR_COLUMNS.length * 8));
  for (const name of BAR_COLUMNS) copy[name].set(series[name]);
  for (let row = known; row < length; row += 1) {
    const factor = WRONG[(row - known + phase) % 2];
    copy.open[row] *= factor;
    copy.high[row] *= factor;
    copy.low[row] *= factor;
    copy.close[row] *= factor;
    copy.volume[row] = copy.volume[row] * 13 + 1;
  }
  return copy;
}

/** The same rows with every figure and date wrong that was published after the instant. */
export function poisonRows(rows: KnownRows, instant: number): KnownRows {
  const known = countUpTo(rows.publishedAt, instant);
  if (known === rows.length) return rows;
  const poisoned = Object.entries(rows.columns).map(([name, column]) => {
    return [name, column.map((value, version) => (version < known ? value : value * WRONG[0] + 1))] as const;
  });
  return { ...rows, columns: Object.fromEntries(poisoned) };
}
