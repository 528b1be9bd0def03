import type { Schemas } from '../api/client.js';
import { storedRange, storedTimeframes } from './stored-range.js';

const series = (symbol: string, timeframe: '1d' | '5m', first: string, last: string) => ({
  symbol,
  timeframe,
  first: `${first}:00.000Z`,
  last: `${last}:00.000Z`,
  count: 1,
});
const instrument = (symbol: string, stored: unknown[]): Schemas['Instrument'] =>
  ({ symbol, time_zone: 'America/New_York', series: stored }) as Schemas['Instrument'];
const stored = [
  instrument('A', [
    series('A', '1d', '2013-05-13T00:00', '2018-05-11T00:00'),
    series('A', '5m', '2018-03-01T14:30', '2018-05-12T00:30'),
  ]),
  instrument('B', [series('B', '1d', '2015-01-02T00:00', '2020-04-17T00:00')]),
  instrument('LATE', [series('LATE', '1d', '2019-01-02T00:00', '2020-04-17T00:00')]),
];

it('is what all symbols have in common', () => {
  expect(storedRange(stored, ['A', 'B'], '1d')).toEqual({ first: '2015-01-02', last: '2018-05-11' });
  expect(storedRange(stored, ['A', 'LATE'], '1d')).toBeUndefined();
});

it('takes longer bars from the longest stored ones that they can be joined from', () => {
  expect(storedRange(stored, ['A'], '1w')).toEqual({ first: '2013-05-13', last: '2018-05-11' });
});

it('counts days of bars inside the session by the clock of the exchange', () => {
  expect(storedRange(stored, ['A'], '15m')).toEqual({ first: '2018-03-01', last: '2018-05-11' });
});

it('offers no timeframe that a symbol lacks', () => {
  expect(storedTimeframes(stored, ['A', 'B'])).toEqual(['1d', '1w', '1mo']);
  expect(storedTimeframes(stored, ['NOBODY'])).toEqual([]);
});
