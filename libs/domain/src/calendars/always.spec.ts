import { always, CALENDAR_IDS, findCalendar } from './index.js';

const iso = (instant: number): string => new Date(instant).toISOString();

describe('the market that never closes', () => {
  it('is open at any time and has neither a next opening nor a next close', () => {
    const sunday = Date.parse('2026-11-22T03:00:00Z');
    expect([always.isOpen(sunday), always.nextOpen(sunday), always.nextClose(sunday)]).toEqual([
      true,
      undefined,
      undefined,
    ]);
    expect(always.exceptionOn('2026-12-25')).toBeUndefined();
  });

  it('has a session of a whole UTC day on each day', () => {
    const sessions = always.sessions('2026-10-31', '2026-11-02');
    expect(sessions.map(({ date }) => date)).toEqual(['2026-10-31', '2026-11-01', '2026-11-02']);
    expect(sessions.every(({ open, close }) => close - open === 86_400_000)).toBe(true);
  });

  it.each([
    ['1h', '2026-11-20T14:00:00Z', '2026-11-20T15:00:00.000Z'],
    ['1d', '2026-11-20T00:00:00Z', '2026-11-21T00:00:00.000Z'],
    ['1w', '2026-11-16T00:00:00Z', '2026-11-23T00:00:00.000Z'],
    ['1mo', '2026-12-01T00:00:00Z', '2027-01-01T00:00:00.000Z'],
    ['1mo', '2012-01-31T00:00:00Z', '2012-02-29T00:00:00.000Z'],
  ] as const)('knows a bar of %s that opened at %s at %s', (timeframe, open, known) => {
    expect(iso(always.closeTimeOf(Date.parse(open), timeframe))).toBe(known);
  });
});

describe('the calendars', () => {
  it('are found by their id', () => {
    expect(CALENDAR_IDS.map((id) => findCalendar(id)?.id)).toEqual(['always', 'XNYS']);
    expect(findCalendar('XNOWHERE')).toBeUndefined();
  });
});
