import type { KnownNeed, KnownRows } from '../known/known-rows.js';
import { knownSource, type KnownSourceName } from '../known/known-sources.js';
import { seededRandom } from '../../../../test/support/seeded-random.js';

const DAY = 86_400_000;

/** A version of a row: when the world could know it, the time that it is about, and its other columns. */
export type Version = readonly [publishedAt: number, time: number, columns: Record<string, number>];

/** Versions as a strategy reads them; those about the same time are versions of one row. */
export function knownRowsOf(
  source: KnownSourceName,
  subject: string,
  versions: readonly Version[],
  rowOf: (version: Version) => unknown = ([, time]) => time,
): KnownRows {
  const ids = [...new Set(versions.map(rowOf))];
  const names = new Set(versions.flatMap(([, , columns]) => Object.keys(columns)));
  const column = (name: string): Float64Array =>
    Float64Array.from(versions, ([, , columns]) => columns[name] ?? NaN);
  return {
    source,
    subject,
    length: versions.length,
    publishedAt: Float64Array.from(versions, ([publishedAt]) => publishedAt),
    row: Int32Array.from(versions, (version) => ids.indexOf(rowOf(version))),
    columns: {
      ...Object.fromEntries([...names].map((name) => [name, column(name)])),
      [knownSource(source).time]: Float64Array.from(versions, ([, time]) => time),
    },
  };
}

/**
 * Rows for each subject of a need over so many daily bars from 1970 on, most of them published after the time that they
 * are about; the same for the same need, but that those to come are left out.
 */
export function randomRows({ source, subjects, columns }: KnownNeed, bars: number): KnownRows[] {
  return subjects.map((subject, which) => {
    const random = seededRandom(subject.length + which);
    const versions = Array.from({ length: 12 }, (_, k): Version => {
      const time = (k * 91 - 900 + Math.floor(random() * 3) * 45) * DAY;
      const values = columns.map((name) => {
        const value = name.endsWith('Date') ? Math.floor(random() * 60) * DAY : 5 * random() - 1;
        return [name, random() < 0.1 ? NaN : value] as const;
      });
      return [Math.floor(4 * k * random()) * DAY, time, Object.fromEntries(values)];
    });
    versions.sort(([left], [right]) => left - right);
    return knownRowsOf(
      source,
      subject,
      versions.filter(([publishedAt]) => publishedAt <= bars * DAY),
    );
  });
}
