import { monthlyReturns } from './monthly-returns.js';

const curve = (points: [string, number][]) => ({
  time: points.map(([day]) => `${day}T00:00:00.000Z`),
  equity: points.map(([, value]) => value),
});

it('takes each month from the last equity of the month before', () => {
  const [year] = monthlyReturns(
    curve([
      ['2014-01-02', 100],
      ['2014-01-31', 110],
      ['2014-02-03', 90],
      ['2014-02-28', 121],
    ]),
    'UTC',
  );
  expect(year.months[0]).toBeCloseTo(0.1);
  expect(year.months[1]).toBeCloseTo(0.1);
  expect(year.months[2]).toBeUndefined();
  expect(year.total).toBeCloseTo(0.21);
});

it('carries the last equity over the turn of the year and over months without bars', () => {
  const years = monthlyReturns(
    curve([
      ['2014-11-28', 100],
      ['2015-02-02', 50],
    ]),
    'UTC',
  );
  expect(years.map(({ year, total }) => [year, total])).toEqual([
    ['2014', 0],
    ['2015', -0.5],
  ]);
});

it('counts an evening in New York to the month that it is there', () => {
  const instants = { time: ['2014-01-15T20:00:00.000Z', '2014-02-01T02:00:00.000Z'], equity: [100, 101] };
  expect(monthlyReturns(instants, 'America/New_York')[0].months[0]).toBeCloseTo(0.01);
});

it('has no years without points', () => {
  expect(monthlyReturns({ time: [], equity: [] }, 'UTC')).toEqual([]);
});
