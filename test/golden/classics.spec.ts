import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  compileClassic,
  computeGolden,
  demoSeriesOf,
  goldenFile,
  INTRADAY_CLASSICS,
  listClassics,
  runClassic,
} from './classics.js';

const classics = listClassics();

describe('the classics', () => {
  it('are twenty-five', () => {
    const numbers = classics.map((classic) => Number(classic.slice(0, 2)));
    expect(numbers).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
  });

  it.each(classics)('%s gives its golden on the demo data', async (classic) => {
    expect(await computeGolden(classic)).toEqual(JSON.parse(readFileSync(goldenFile(classic), 'utf8')));
  });

  it.each(classics)('%s trades', (classic) => {
    const { orders } = JSON.parse(readFileSync(goldenFile(classic), 'utf8')) as { orders: number };
    expect(orders).toBeGreaterThan(0);
  });

  it('have no golden without a strategy', () => {
    const files = readdirSync(join(import.meta.dirname, 'classics'));
    expect(files.sort()).toEqual(classics.map((classic) => `${classic}.json`));
  });

  it.each(INTRADAY_CLASSICS)('%s trades inside days, and holds nothing at night', (classic) => {
    const strategy = compileClassic(classic);
    const { trades, openTrades } = runClassic(strategy, demoSeriesOf(classic, strategy));
    expect(trades.length).toBeGreaterThan(10);
    expect(openTrades.length).toBe(0);
    const [entries, exits] = [trades.columns.entry_time, trades.columns.exit_time] as Float64Array[];
    const day = (time: number): string => new Date(time).toISOString().slice(0, 10);
    expect(Array.from(exits, day)).toEqual(Array.from(entries, day));
  });
});
