import { exchangeDay } from './exchange-day.js';

const zone = 'America/New_York';
const dayOf = (instant: string) => {
  const { from, to } = exchangeDay(Date.parse(instant), zone);
  return [new Date(from).toISOString(), new Date(to).toISOString()];
};

it('begins and ends the day at midnight of the exchange', () => {
  expect(dayOf('2026-11-20T14:38:07.123Z')).toEqual(['2026-11-20T05:00:00.000Z', '2026-11-21T05:00:00.000Z']);
});

it('knows the days of 23 and of 25 hours', () => {
  expect(dayOf('2026-03-08T20:00:00Z')).toEqual(['2026-03-08T05:00:00.000Z', '2026-03-09T04:00:00.000Z']);
  expect(dayOf('2026-11-01T20:00:00Z')).toEqual(['2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z']);
});
