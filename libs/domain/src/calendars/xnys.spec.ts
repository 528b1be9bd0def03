import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { dateInZone } from '../zoned-time.js';
import { xnys } from './xnys.js';

const project = resolve(import.meta.dirname, '../../../..');
const reference = resolve(
  project,
  process.env.BARKEEP_REFERENCE ?? '../shared',
  'reference/nyse_calendar.csv',
);
const DAY = 86_400_000;
const FROM = Date.UTC(1990, 0, 1);
const TO = Date.UTC(2035, 11, 20);
const instants = fc.integer({ min: FROM, max: TO });

const iso = (instant: number | undefined): string => new Date(instant ?? NaN).toISOString();
const at = (text: string): number => Date.parse(text);

/** `closed`, `early` or `full` for each Monday to Friday of a span of years. */
function kindsOfDays(firstYear: number, lastYear: number): Map<string, string> {
  const sessions = new Map(
    xnys.sessions(`${firstYear}-01-01`, `${lastYear}-12-31`).map((session) => [session.date, session]),
  );
  const kinds = new Map<string, string>();
  for (let day = Date.UTC(firstYear, 0, 1); day < Date.UTC(lastYear + 1, 0, 1); day += DAY) {
    if ([0, 6].includes(new Date(day).getUTCDay())) continue;
    const date = new Date(day).toISOString().slice(0, 10);
    const session = sessions.get(date);
    kinds.set(date, session === undefined ? 'closed' : session.earlyClose ? 'early' : 'full');
  }
  return kinds;
}

describe('the calendar of the New York Stock Exchange', () => {
  (existsSync(reference) ? it : it.skip)('equals the published calendar (needs BARKEEP_REFERENCE)', () => {
    const rows = readFileSync(reference, 'utf8').trim().split('\n').slice(1);
    const published = new Map(
      rows.map((row) => {
        const [date, kind, reason] = row.split(',');
        return [date, { kind, reason }] as const;
      }),
    );
    const dates = [...published.keys()].sort();
    const [firstYear, lastYear] = [dates[0], dates[dates.length - 1]].map((date) => Number(date.slice(0, 4)));
    const ours = [...kindsOfDays(firstYear, lastYear)];

    const differences = ours.filter(([date, kind]) => kind !== (published.get(date)?.kind ?? 'full'));
    expect(differences).toEqual([]);
    expect(ours.filter(([, kind]) => kind !== 'full')).toHaveLength(published.size);
    for (const [date, { reason }] of published)
      expect([date, xnys.exceptionOn(date)]).toEqual([date, reason]);
  });

  it('has a session on each day on which the S&P 500 was quoted from 2000 to 2020, and on no other', () => {
    const file = resolve(project, 'node_modules/vega-datasets/data/sp500-2000.csv');
    const quoted = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((row) => row.slice(0, 10));
    const sessions = xnys.sessions(quoted[0], quoted[quoted.length - 1]);
    expect(quoted.length).toBeGreaterThan(5000);
    expect(sessions.map(({ date }) => date)).toEqual(quoted);
  });

  it('has the number of sessions of well known years', () => {
    const counts = [1990, 1994, 2001, 2012, 2020, 2025].map(
      (year) => xnys.sessions(`${year}-01-01`, `${year}-12-31`).length,
    );
    expect(counts).toEqual([253, 252, 248, 250, 253, 250]);
  });

  it.each([
    ['1991-11-29', 'full', undefined],
    ['1992-11-27', 'early', 'Day after Thanksgiving'],
    ['1992-12-24', 'early', 'Christmas Eve'],
    ['1994-04-27', 'closed', 'National Day of Mourning - Richard Nixon'],
    ['1997-01-20', 'full', undefined],
    ['1998-01-19', 'closed', 'Martin Luther King Jr. Day'],
    ['2002-07-05', 'early', 'Day after Independence Day'],
    ['2002-07-03', 'full', undefined],
    ['2001-09-14', 'closed', 'Attacks of September 11'],
    ['2010-12-31', 'full', undefined],
    ['2013-07-03', 'early', 'Day before Independence Day'],
    ['2021-12-31', 'full', undefined],
    ['2022-06-20', 'closed', 'Juneteenth (observed)'],
    ['2029-12-24', 'early', 'Christmas Eve'],
    ['2035-03-23', 'closed', 'Good Friday'],
  ])('%s is %s (%s)', (date, kind, name) => {
    const year = Number(date.slice(0, 4));
    expect(kindsOfDays(year, year).get(date)).toBe(kind);
    expect(xnys.exceptionOn(date)).toBe(name);
  });

  it('opens at 9:30 and closes at 16:00 of New York, whatever the season', () => {
    const [winter, summer] = ['2026-03-06', '2026-03-09'].map((date) => xnys.sessions(date, date)[0]);
    expect([iso(winter.open), iso(winter.close)]).toEqual([
      '2026-03-06T14:30:00.000Z',
      '2026-03-06T21:00:00.000Z',
    ]);
    expect([iso(summer.open), iso(summer.close)]).toEqual([
      '2026-03-09T13:30:00.000Z',
      '2026-03-09T20:00:00.000Z',
    ]);
  });

  it('closes at 13:00 on a short day and opened at noon on the anniversary of September 11', () => {
    expect(iso(xnys.sessions('2026-11-27', '2026-11-27')[0].close)).toBe('2026-11-27T18:00:00.000Z');
    expect(iso(xnys.sessions('2002-09-11', '2002-09-11')[0].open)).toBe('2002-09-11T16:00:00.000Z');
  });

  it('is open from the opening on and no longer at the close', () => {
    const [session] = xnys.sessions('2026-11-20', '2026-11-20');
    expect([session.open - 1, session.open, session.close - 1, session.close].map(xnys.isOpen)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('finds the next opening and close strictly after an instant, over a weekend and a holiday', () => {
    const friday = at('2026-07-02T20:00:00Z');
    expect(iso(xnys.nextOpen(friday))).toBe('2026-07-06T13:30:00.000Z');
    expect(iso(xnys.nextClose(friday))).toBe('2026-07-06T20:00:00.000Z');
    expect(iso(xnys.nextOpen(at('2026-07-06T13:30:00Z')))).toBe('2026-07-07T13:30:00.000Z');
    expect(iso(xnys.nextOpen(at('2026-12-31T23:59:59Z')))).toBe('2027-01-04T14:30:00.000Z');
  });

  it('refuses what is no instant', () => {
    expect(() => xnys.isOpen(NaN)).toThrow(RangeError);
  });

  it('says open exactly within a session', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const date = dateInZone(instant, xnys.timeZone);
        const within = xnys
          .sessions(date, date)
          .some(({ open, close }) => open <= instant && instant < close);
        expect(xnys.isOpen(instant)).toBe(within);
      }),
    );
  });

  it('is open at the next opening and closed the moment before and at the next close', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const open = xnys.nextOpen(instant) ?? NaN;
        const close = xnys.nextClose(instant) ?? NaN;
        expect(open).toBeGreaterThan(instant);
        expect(close).toBeGreaterThan(instant);
        expect([open - 1, open, close - 1, close].map(xnys.isOpen)).toEqual([false, true, true, false]);
        expect(xnys.isOpen(instant)).toBe(close < open);
      }),
    );
  });

  it('never goes back when time goes on', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 30 * DAY }), (instant, later) => {
        expect(xnys.nextOpen(instant + later)).toBeGreaterThanOrEqual(xnys.nextOpen(instant) ?? NaN);
        expect(xnys.nextClose(instant + later)).toBeGreaterThanOrEqual(xnys.nextClose(instant) ?? NaN);
        for (const timeframe of ['1d', '1w', '1mo'] as const) {
          const [early, late] = [instant, instant + later].map((each) => Math.floor(each / DAY) * DAY);
          expect(xnys.closeTimeOf(late, timeframe)).toBeGreaterThanOrEqual(
            xnys.closeTimeOf(early, timeframe),
          );
        }
      }),
    );
  });

  it('is the same in every zone of the host', () => {
    const program = `
      const { xnys } = await import('#domain');
      const { createHash } = await import('node:crypto');
      const sessions = JSON.stringify(xnys.sessions('1990-01-01', '2035-12-31'));
      console.log(createHash('sha256').update(sessions).digest('hex'));`;
    const args = [
      '-C',
      'source',
      '--import',
      './scripts/typescript.mjs',
      '--input-type=module',
      '-e',
      program,
    ];
    const digests = ['UTC', 'Asia/Tokyo', 'America/Los_Angeles'].map((zone) =>
      execFileSync(process.execPath, args, {
        cwd: project,
        env: { ...process.env, NODE_OPTIONS: '', TZ: zone },
      }).toString(),
    );
    expect(digests[0]).toMatch(/^[0-9a-f]{64}\n$/);
    expect(new Set(digests).size).toBe(1);
  }, 30_000);
});

describe('the instant at which a bar is known', () => {
  it.each([
    ['a minute later for a minute bar', '2026-11-20T14:30:00Z', '1m', '2026-11-20T14:31:00.000Z'],
    [
      'the close for the last, shorter bar of a session',
      '2026-11-20T20:30:00Z',
      '1h',
      '2026-11-20T21:00:00.000Z',
    ],
    [
      'its full length for a bar before the session',
      '2026-11-20T13:00:00Z',
      '1h',
      '2026-11-20T14:00:00.000Z',
    ],
    ['the close for a day', '2026-11-20T00:00:00Z', '1d', '2026-11-20T21:00:00.000Z'],
    ['the early close for a short day', '2026-11-27T00:00:00Z', '1d', '2026-11-27T18:00:00.000Z'],
    [
      'the regular close for a day without a session',
      '2026-11-26T00:00:00Z',
      '1d',
      '2026-11-26T21:00:00.000Z',
    ],
    ['the close of its last session for a week', '2026-11-23T00:00:00Z', '1w', '2026-11-27T18:00:00.000Z'],
    [
      'Thursday’s close for a week without a Friday',
      '2026-03-30T00:00:00Z',
      '1w',
      '2026-04-02T20:00:00.000Z',
    ],
    ['the same for a week stamped on its last day', '2026-11-27T00:00:00Z', '1w', '2026-11-27T18:00:00.000Z'],
    [
      'that of the week that follows when stamped on Sunday',
      '2026-11-22T00:00:00Z',
      '1w',
      '2026-11-27T18:00:00.000Z',
    ],
    ['the close of its last session for a month', '2026-05-01T00:00:00Z', '1mo', '2026-05-29T20:00:00.000Z'],
  ] as const)('is %s', (_, openTime, timeframe, known) => {
    expect(iso(xnys.closeTimeOf(at(openTime), timeframe))).toBe(known);
  });

  it('never lies before the bar', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom('1m', '5m', '15m', '30m', '1h'), (instant, timeframe) => {
        expect(xnys.closeTimeOf(instant, timeframe)).toBeGreaterThan(instant);
      }),
    );
  });
});
