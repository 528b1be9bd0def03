import { toBarSeries, type BarSeries } from '#domain';
import { compileStrategy } from '#strategy';
import { rowsOf, toSettings } from '../../testing/drawn-run.js';
import { runBacktest } from '../run-backtest.js';

const HOUR = 3_600_000;
const START = Date.UTC(2024, 0, 29);

/** Hourly bars of ten days from Monday 29 January on; the exchange is open from that hour (UTC) on, for three hours. */
function hourly(
  symbol: string,
  calendar: string,
  opensAt: number,
  price: (day: number) => number,
): BarSeries {
  const bars = Array.from({ length: 30 }, (_, row) => {
    const day = Math.floor(row / 3);
    const close = price(day);
    const openTime = START + (day * 24 + opensAt + (row % 3)) * HOUR;
    return { openTime, open: close, high: close, low: close, close, volume: 1000 };
  });
  return toBarSeries({ symbol, timeframe: '1h', calendar, timeZone: 'UTC' }, bars, (time) => time + HOUR);
}

function run(series: readonly BarSeries[], allocate: object) {
  const symbols = series.map(({ symbol }) => symbol);
  const document = { version: 1, name: 'test', symbols, allocate: { every: 'month_end', ...allocate } };
  const compiled = compileStrategy(document, { warmup: 'first_defined', timeframe: '1h' });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  const request = toSettings({ execution: { warmupBars: 0 } });
  const outcome = runBacktest({ series, strategy: compiled.strategy, request });
  return {
    open: rowsOf(outcome.openTrades).map(({ symbol, size }) => [symbol, size]),
    orders: rowsOf(outcome.orders).map(({ symbol, filled_time: time, filled_size: size }) => {
      return [symbol, new Date(Number(time)).toISOString().slice(0, 13), size];
    }),
  };
}

describe('an allocation over exchanges with different hours', () => {
  const flat = () => 100;

  it('gives each symbol its part, though only one exchange is open when it is due', () => {
    const { orders, open } = run([hourly('T', 'always', 1, flat), hourly('N', 'XNYS', 15, flat)], {});
    expect(orders).toEqual([
      ['T', '2024-02-01T02', 5],
      ['N', '2024-02-01T15', 5],
    ]);
    expect(open).toHaveLength(2);
  });

  it('is due once, by the exchange of its first symbol', () => {
    const falling = (day: number) => 100 - day;
    const { orders } = run([hourly('T', 'always', 1, flat), hourly('N', 'XNYS', 15, falling)], {
      rank: 'close',
      top: 1,
    });
    expect(orders.map(([symbol]) => symbol)).toEqual(['T']);
  });

  it('goes on by another exchange when the first has no symbol left', () => {
    const ended = hourly('T', 'always', 1, flat);
    const short = toBarSeries(
      ended,
      Array.from({ length: 3 }, (_, row) => ({
        openTime: ended.openTime[row],
        open: 100,
        high: 100,
        low: 100,
        close: 100,
        volume: 1000,
      })),
      (time) => time + HOUR,
    );
    const { open } = run([short, hourly('N', 'XNYS', 15, flat)], {});
    expect(open).toEqual([['N', 10]]);
  });
});
