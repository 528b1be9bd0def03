import fc from 'fast-check';
import { marketPhaseAt, xnys, XNYS_HOURS } from './xnys.js';

type Hours = keyof typeof XNYS_HOURS;

const instants = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2035, 11, 20) });
const time = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'America/New_York',
  hour: '2-digit',
  minute: '2-digit',
});

const hoursOf = (kind: Hours, date: string): string =>
  XNYS_HOURS[kind]
    .sessions(date, date)
    .map(({ open, close }) => `${time.format(open)}-${time.format(close)}`)[0] ?? 'closed';

describe('the hours of New York', () => {
  it.each([
    ['a regular day', '2026-11-20', ['09:30-16:00', '04:00-20:00', '09:30-16:00', '09:30-16:15']],
    ['a regular day in summer', '2026-07-20', ['09:30-16:00', '04:00-20:00', '09:30-16:00', '09:30-16:15']],
    ['a short day', '2026-11-27', ['09:30-13:00', '04:00-17:00', '09:30-13:00', '09:30-13:15']],
    ['a day that opened late', '2002-09-11', ['12:00-16:00', '04:00-20:00', '12:00-16:00', '12:00-16:15']],
    ['a holiday', '2026-11-26', ['closed', 'closed', 'closed', 'closed']],
    ['a Saturday', '2026-11-21', ['closed', 'closed', 'closed', 'closed']],
  ] as const)('of %s', (_, date, expected) => {
    const kinds: Hours[] = ['regular', 'extended', 'options', 'index_options'];
    expect(kinds.map((kind) => hoursOf(kind, date))).toEqual(expected);
  });

  it.each([
    ['2001-09-17', '09:33'],
    ['2001-10-08', '09:31'],
    ['2002-09-11', '12:00'],
    ['2003-03-20', '09:32'],
    ['2004-06-07', '09:32'],
    ['2006-12-27', '09:32'],
  ])('opened late on %s, at %s', (date, open) => {
    expect(hoursOf('regular', date).slice(0, 5)).toBe(open);
  });

  it('have the same days, each within the longer one', () => {
    const [regular, ...others] = (['regular', 'index_options', 'extended'] as const).map((kind) =>
      XNYS_HOURS[kind].sessions('1990-01-01', '2035-12-31'),
    );
    for (const sessions of others) {
      expect(sessions.map(({ date, earlyClose }) => [date, earlyClose])).toEqual(
        regular.map(({ date, earlyClose }) => [date, earlyClose]),
      );
      const isWithin = sessions.every(
        ({ open, close }, index) => open <= regular[index].open && close > regular[index].close,
      );
      expect(isWithin).toBe(true);
    }
  });

  it.each([
    ['2026-11-20T08:59:59Z', 'closed'],
    ['2026-11-20T09:00:00Z', 'pre'],
    ['2026-11-20T14:30:00Z', 'regular'],
    ['2026-11-20T21:00:00Z', 'post'],
    ['2026-11-21T01:00:00Z', 'closed'],
    ['2026-11-27T18:00:00Z', 'post'],
    ['2026-11-27T22:00:00Z', 'closed'],
    ['2002-09-11T15:00:00Z', 'pre'],
  ])('say of %s that it is %s', (instant, phase) => {
    expect(marketPhaseAt(Date.parse(instant))).toBe(phase);
  });

  it('are regular exactly while the exchange is open', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        expect(marketPhaseAt(instant) === 'regular').toBe(xnys.isOpen(instant));
        expect(marketPhaseAt(instant) !== 'closed').toBe(XNYS_HOURS.extended.isOpen(instant));
      }),
    );
  });
});
