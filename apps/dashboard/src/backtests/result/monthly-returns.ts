import { formatDay } from '../../display/format-instant.js';

export interface YearOfReturns {
  year: string;
  /** January to December; undefined where the run has no bar. Fractions. */
  months: (number | undefined)[];
  total: number;
}

/**
 * What each month returned: the last equity of it over that of the month before, the first month from the first point on.
 * `time` is ISO, ascending; days are counted in the zone.
 */
export function monthlyReturns(
  { time, equity }: { time: readonly string[]; equity: readonly number[] },
  zone: string,
): YearOfReturns[] {
  const closes = lastOfMonths(time, zone).map(([month, index]) => [month, equity[index]] as const);
  const years = new Map<string, YearOfReturns>();
  let before = equity[0];
  for (const [month, close] of closes) {
    const [name, number] = month.split('-');
    let year = years.get(name);
    if (!year) years.set(name, (year = { year: name, months: Array.from({ length: 12 }), total: 0 }));
    const change = close / before - 1;
    year.months[Number(number) - 1] = change;
    year.total = (1 + year.total) * (1 + change) - 1;
    before = close;
  }
  return [...years.values()];
}

/** Each month with the index of its last instant. Months are few among many instants, so their ends are searched by halves. */
function lastOfMonths(time: readonly string[], zone: string): [month: string, index: number][] {
  const monthAt = (index: number): string => formatDay(time[index], zone).slice(0, 7);
  const found: [string, number][] = [];
  for (let first = 0; first < time.length;) {
    const month = monthAt(first);
    let [last, after] = [first, time.length];
    while (after - last > 1) {
      const middle = (last + after) >>> 1;
      if (monthAt(middle) === month) last = middle;
      else after = middle;
    }
    found.push([month, last]);
    first = after;
  }
  return found;
}
