import type { BarSeries } from '#domain';
import { barDates } from '../kernels/session-dates.js';
import type { KnownRows } from '../known/known-rows.js';
import { knownSource } from '../known/known-sources.js';
import type { KnownNode, KnownReadingName } from '../plan/plan-node.js';
import { MOST_DAYS, SessionCount } from './session-count.js';

const YEAR = 365 * 86_400_000;
/** From the end of the first to that of the last of four quarters, with a week or two to spare. */
const FOUR_QUARTERS = 290 * 86_400_000;

/** Learns of one version after the other and says what follows of all so far, for the day of a bar. */
interface Reader {
  learn(version: number): void;
  read(midnight: number): number;
}

interface ReaderInput {
  readonly rows: KnownRows;
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly sessions: () => SessionCount;
}

const READERS: Readonly<Record<KnownReadingName, (input: ReaderInput) => Reader>> = {
  newest({ times, values }) {
    let [time, value] = [-Infinity, NaN];
    return {
      learn(version) {
        if (times[version] >= time) [time, value] = [times[version], values[version]];
      },
      read: () => value,
    };
  },
  sum_of_four({ times, values }) {
    const byTime = new Map<number, number>();
    let sum = NaN;
    return {
      learn(version) {
        byTime.set(times[version], values[version]);
        const newest = [...byTime.keys()].sort((left, right) => right - left).slice(0, 4);
        const isYear = newest.length === 4 && newest[0] - newest[3] <= FOUR_QUARTERS;
        sum = isYear ? newest.reduce((total, end) => total + byTime.get(end)!, 0) : NaN;
      },
      read: () => sum,
    };
  },
  sum_of_year({ rows, times, values }) {
    const known = new Map<number, number>();
    return {
      learn: (version) => void known.set(rows.row[version], version),
      read(midnight) {
        if (known.size === 0) return NaN;
        const past = [...known.values()].filter(
          (version) => times[version] <= midnight && times[version] > midnight - YEAR,
        );
        return past.reduce((total, version) => total + values[version], 0);
      },
    };
  },
  sessions_until: (input) =>
    nearestDate(input, {
      isAsked: (time, midnight) => time >= midnight && time <= midnight + MOST_DAYS,
      nearer: Math.min,
      count: (time, midnight) => input.sessions().between(midnight, time),
    }),
  sessions_since: (input) =>
    nearestDate(input, {
      isAsked: (time, midnight) => time <= midnight && time >= midnight - MOST_DAYS,
      nearer: Math.max,
      count: (time, midnight) => input.sessions().between(time, midnight),
    }),
  sessions_known({ rows, times, sessions }) {
    let [time, day] = [-Infinity, NaN];
    return {
      learn(version) {
        if (!(times[version] > time)) return;
        time = times[version];
        day = sessions().dayKnowing(rows.publishedAt[version]);
      },
      read: (midnight) => (midnight - day <= MOST_DAYS ? sessions().between(day, midnight) : NaN),
    };
  },
};

/** The nearest of the dates that the newest versions of all rows state. */
function nearestDate(
  { rows, values }: ReaderInput,
  how: {
    isAsked(time: number, midnight: number): boolean;
    nearer(...times: number[]): number;
    count(time: number, midnight: number): number;
  },
): Reader {
  const dates = new Map<number, number>();
  return {
    learn: (version) => void dates.set(rows.row[version], values[version]),
    read(midnight) {
      const asked = [...dates.values()].filter((time) => how.isAsked(time, midnight));
      return asked.length === 0 ? NaN : how.count(how.nearer(...asked), midnight);
    },
  };
}

/**
 * What was known at the close of each bar: only versions that were published by then take part. The value is worked out
 * anew when a version became known or a day began.
 */
export function knownColumn(series: BarSeries, rows: KnownRows, node: KnownNode): Float64Array {
  const { time, wanted } = knownSource(node.source);
  const { [time]: times = EMPTY, [node.column]: values = EMPTY } = rows.columns;
  const counted = wanted === undefined ? times : (rows.columns[wanted] ?? EMPTY);
  const dates = barDates(series);
  let count: SessionCount | undefined;
  const sessions = (): SessionCount => (count ??= new SessionCount(series, dates));
  const reader = READERS[node.reading]({ rows, times, values, sessions });
  let [next, day, value] = [0, NaN, NaN];
  return series.closeTime.map((closeTime, bar) => {
    let isNew = dates[bar] !== day;
    for (; next < rows.length && rows.publishedAt[next] <= closeTime; next += 1) {
      if (Number.isNaN(counted[next])) continue;
      reader.learn(next);
      isNew = true;
    }
    day = dates[bar];
    if (isNew) value = reader.read(day);
    return value;
  });
}

const EMPTY = new Float64Array(0);
