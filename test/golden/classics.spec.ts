import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBarSeries, xnys, type BarSeries } from '#domain';
import {
  compileClassic,
  computeGolden,
  goldenFile,
  INTRADAY_CLASSICS,
  listClassics,
  runClassic,
} from './classics.js';
import { seededRandom } from '../support/seeded-random.js';

/** Sessions of five-minute bars of a random walk. */
function walkInside(from: string, to: string): BarSeries {
  const random = seededRandom(7);
  const minutes = 5 * 60_000;
  const times = xnys
    .sessions(from, to)
    .flatMap(({ open, close }) =>
      Array.from({ length: (close - open) / minutes }, (_, k) => open + k * minutes),
    );
  const head = { symbol: 'AAPL', timeframe: '5m', calendar: 'XNYS', timeZone: xnys.timeZone } as const;
  const series = createBarSeries(head, times.length);
  let price = 100;
  times.forEach((time, row) => {
    series.openTime[row] = time;
    series.closeTime[row] = time + minutes;
    series.open[row] = price;
    price *= 1 + (random() - 0.5) * 0.004;
    series.close[row] = price;
    series.high[row] = Math.max(series.open[row], price) * 1.0005;
    series.low[row] = Math.min(series.open[row], price) * 0.9995;
    series.volume[row] = Math.round(1000 * random());
  });
  return series;
}

const classics = listClassics();
const daily = classics.filter((classic) => !INTRADAY_CLASSICS.includes(classic));

describe('the classics', () => {
  it('are twenty-five', () => {
    const numbers = classics.map((classic) => Number(classic.slice(0, 2)));
    expect(numbers).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
  });

  it.each(daily)('%s gives its golden on the demo data', async (classic) => {
    expect(await computeGolden(classic)).toEqual(JSON.parse(readFileSync(goldenFile(classic), 'utf8')));
  });

  it.each(daily)('%s trades', (classic) => {
    const { orders } = JSON.parse(readFileSync(goldenFile(classic), 'utf8')) as { orders: number };
    expect(orders).toBeGreaterThan(0);
  });

  it('have no golden without a strategy', () => {
    const files = readdirSync(join(import.meta.dirname, 'classics'));
    expect(files.sort()).toEqual(daily.map((classic) => `${classic}.json`));
  });

  it.each(INTRADAY_CLASSICS)('%s trades inside days, and holds nothing at night', (classic) => {
    const { trades, openTrades } = runClassic(compileClassic(classic), [
      walkInside('2024-01-02', '2024-02-29'),
    ]);
    expect(trades.length).toBeGreaterThan(10);
    expect(openTrades.length).toBe(0);
    const [entries, exits] = [trades.columns.entry_time, trades.columns.exit_time] as Float64Array[];
    const day = (time: number): string => new Date(time).toISOString().slice(0, 10);
    expect(Array.from(exits, day)).toEqual(Array.from(entries, day));
  });
});
