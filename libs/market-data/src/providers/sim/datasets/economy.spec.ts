import { loadConfig } from '#config';
import { fetchFrom, NOW, rowsOf, warm } from '../testing/sim-rows.js';

describe('sim: the economy', () => {
  test('has every series that the settings name by themselves', async () => {
    const { missing } = await fetchFrom(warm, 'economic_indicators', {
      subjects: loadConfig({}).ECONOMIC_SERIES,
    });
    expect(missing).toEqual([]);
  });

  test('has consumer prices that rise, and rates and unemployment that stay plausible', async () => {
    const rows = await rowsOf('economic_indicators', {
      from: '2000-01-01',
      subjects: ['CPIAUCSL', 'UNRATE', 'DGS10'],
    });
    const valuesOf = (id: string) => rows.filter(({ series }) => series === id).map(({ value }) => value);
    const prices = valuesOf('CPIAUCSL');
    expect(prices.every((value, index) => index === 0 || value! > prices[index - 1]!)).toBe(true);
    for (const value of valuesOf('UNRATE')) expect(value! >= 2.5 && value! < 9).toBe(true);
    const yields = valuesOf('DGS10');
    expect(yields.filter((value) => value === null).length).toBeGreaterThan(200);
    expect(yields.every((value) => value === null || (value > 0.5 && value < 7))).toBe(true);
  });

  test('lists each release before it comes and then says the value of the series', async () => {
    const [rows, events] = [
      await rowsOf('economic_indicators', { subjects: ['UNRATE'] }),
      (await rowsOf('economic_events')).filter(({ event }) => event === 'Unemployment Rate'),
    ];
    const out = events.filter(({ actual }) => actual !== null);
    expect(out.map(({ actual }) => actual).slice(-rows.length)).toEqual(rows.map(({ value }) => value));
    expect(
      events.filter(({ scheduledAt }) => scheduledAt! > NOW).every(({ actual }) => actual === null),
    ).toBe(true);
    const [next] = events.filter(({ scheduledAt }) => scheduledAt! > NOW);
    expect(next).toMatchObject({ referencePeriod: '2026-11', previous: out.at(-1)!.actual, consensus: null });
    const nearer = await rowsOf('economic_events', { now: next.scheduledAt! - 1 });
    const asked = nearer.find(({ event, date }) => event === next.event && date === next.date);
    expect(asked).toMatchObject({ consensus: expect.any(Number), actual: null });
  });

  test('knows the value before a release no sooner than everybody', async () => {
    const weekly = (await rowsOf('economic_events')).filter(
      ({ event }) => event === 'Initial Jobless Claims',
    );
    const [next, second] = weekly.filter(({ scheduledAt }) => scheduledAt! > NOW);
    expect([typeof next.previous, second.previous]).toEqual(['number', null]);
  });
});
