import { DEFAULT_COSTS, resolveExecution, runBacktest } from '#backtest-engine';
import { createBarSeries, xnys, type BarSeries, toPlainTable } from '#domain';
import { compileStrategy } from '#strategy';
import { seededRandom } from '../support/seeded-random.js';

const SYMBOLS = ['A', 'B', 'C', 'D', 'E'];
const SESSIONS = xnys.sessions('2021-11-01', '2023-06-30');
const WARMUP = 60;
const CAPITAL = 100_000;

/** A random walk over the sessions from a date on, some of which it lacks. */
function walk(symbol: string, seed: number, from: string): BarSeries {
  const random = seededRandom(seed);
  const sessions = SESSIONS.filter(({ date }) => date >= from && random() > 0.03);
  const head = { symbol, timeframe: '1d', calendar: 'XNYS', timeZone: xnys.timeZone } as const;
  const series = createBarSeries(head, sessions.length);
  let price = 50 + 50 * random();
  sessions.forEach(({ date, close }, row) => {
    series.openTime[row] = Date.parse(date);
    series.closeTime[row] = close;
    series.open[row] = price * (1 + (random() - 0.5) * 0.02);
    price = series.open[row] * (1 + (random() - 0.5) * 0.04);
    series.close[row] = price;
    series.high[row] = Math.max(series.open[row], price) * 1.005;
    series.low[row] = Math.min(series.open[row], price) * 0.995;
    series.volume[row] = 1000;
  });
  return series;
}

const SERIES = [...SYMBOLS, 'SAFE'].map((symbol, index) =>
  walk(symbol, index + 1, index === 2 ? '2022-08-15' : '2021-11-01'),
);

function rows(series: BarSeries): Map<number, number> {
  return new Map(Array.from(series.openTime, (time, row) => [time, row]));
}

const deviation = (values: readonly number[]): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
};

/** The account day by day, written out for the one strategy below: every rule anew and in the plainest way. */
class Replica {
  readonly equity: number[] = [];
  readonly fills: [day: number, symbol: string, units: number][] = [];
  private cash = CAPITAL;
  private readonly units = SERIES.map(() => 0);
  private readonly last = SERIES.map(() => NaN);
  private orders: { sell: number[]; buy: number[] } = { sell: [], buy: [] };
  private month = NaN;
  private isMonthDone = true;

  run(): this {
    const times = [...new Set(SERIES.flatMap(({ openTime }) => [...openTime]))].sort((a, b) => a - b);
    const rowAt = SERIES.map(rows);
    times.forEach((time, day) => {
      const now = rowAt.map((known) => known.get(time) ?? -1);
      this.fill(day, now);
      now.forEach((row, k) => (this.last[k] = row < 0 ? this.last[k] : SERIES[k].close[row]));
      this.equity.push(this.worth(this.last));
      const first = SYMBOLS.findIndex((_, k) => now[k] >= 0);
      if (first >= 0 && this.isDue(first, now[first]) && now[first] > WARMUP && day > WARMUP)
        this.decide(now);
    });
    return this;
  }

  private worth(prices: readonly number[]): number {
    return this.cash + this.units.reduce((sum, units, k) => sum + (units === 0 ? 0 : units * prices[k]), 0);
  }

  /** Sales before purchases; what can't trade today waits. */
  private fill(day: number, now: readonly number[]): void {
    const trade = (k: number, units: number, price: number): void => {
      this.units[k] += units;
      this.cash -= units * price;
      this.fills.push([day, SERIES[k].symbol, units]);
    };
    now.forEach((row, k) => {
      if (row < 0 || !(this.orders.sell[k] > 0)) return;
      trade(k, -this.orders.sell[k], SERIES[k].open[row]);
      this.orders.sell[k] = 0;
    });
    now.forEach((row, k) => {
      if (row < 0 || !(this.orders.buy[k] > 0)) return;
      const money = Math.min(this.orders.buy[k], this.cash);
      if (money > 0) trade(k, money / SERIES[k].open[row], SERIES[k].open[row]);
      this.orders.buy[k] = 0;
    });
  }

  /** The last session of the month by the calendar, or else the first bar after it, on the bars of one symbol. */
  private isDue(k: number, row: number): boolean {
    const series = SERIES[k];
    const date = (at: number): string => new Date(series.openTime[at]).toISOString().slice(0, 10);
    const isLast = (at: number): boolean =>
      SESSIONS.filter((session) => session.date.slice(0, 7) === date(at).slice(0, 7)).at(-1)!.date ===
      date(at);
    if (isLast(row)) return true;
    return row > 0 && date(row - 1).slice(0, 7) !== date(row).slice(0, 7) && !isLast(row - 1);
  }

  private decide(now: readonly number[]): void {
    const closes = (k: number, n: number): number[] =>
      Array.from({ length: n }, (_, back) => SERIES[k].close[now[k] - back]);
    const candidates = SYMBOLS.flatMap((_, k) => {
      if (now[k] <= WARMUP) return [];
      const [close] = closes(k, 1);
      const returns = closes(k, 21)
        .slice(0, 20)
        .map((value, i) => value / closes(k, 21)[i + 1] - 1);
      const momentum = close / closes(k, 41)[40] - 1;
      if (!(close > closes(k, 50).reduce((sum, value) => sum + value, 0) / 50)) return [];
      return [{ k, momentum, weight: 1 / deviation(returns) }];
    });
    const best = candidates.sort((left, right) => right.momentum - left.momentum).slice(0, 2);
    const total = best.reduce((sum, { weight }) => sum + weight, 0);
    const targets = SERIES.map(() => 0);
    for (const { k, weight } of best) targets[k] = Math.min(0.6, weight / total);
    // What the limit cuts off goes to the other one, up to its own limit.
    if (best.length === 2)
      for (const { k } of best)
        if (targets[k] === 0.6)
          for (const other of best) if (other.k !== k) targets[other.k] = Math.min(0.6, 0.4);
    targets[5] = 1 - targets.reduce((sum, target) => sum + target, 0);
    if (targets[5] < 1e-12) targets[5] = 0;
    this.place(targets);
  }

  private place(targets: readonly number[]): void {
    const equity = this.worth(this.last);
    this.orders = { sell: SERIES.map(() => 0), buy: SERIES.map(() => 0) };
    targets.forEach((target, k) => {
      const change = target * equity - (this.units[k] === 0 ? 0 : this.units[k] * this.last[k]);
      const isClosed = target === 0 && change < 0;
      if (!(Math.abs(change) / equity > 0.02) && !isClosed) return;
      if (change < 0) this.orders.sell[k] = Math.min(this.units[k], -change / this.last[k]);
      else if (change > 0) this.orders.buy[k] = change;
    });
  }
}

describe('an allocation from document to result', () => {
  const compiled = compileStrategy(
    {
      version: 1,
      symbols: SYMBOLS,
      let: { momentum: 'ret(close, 40)' },
      allocate: {
        every: 'month_end',
        where: 'close > sma(close, 50)',
        rank: 'momentum',
        top: 2,
        weights: '1 / volatility(close, 20)',
        rest: 'SAFE',
        band: 0.02,
        max_weight: 0.6,
      },
    },
    { warmup: 'first_defined' },
  );
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  const outcome = runBacktest({
    series: SERIES,
    strategy: compiled.strategy,
    request: {
      initialCapital: CAPITAL,
      seed: 0,
      costs: DEFAULT_COSTS,
      execution: resolveExecution('default', { wholeUnits: false, warmupBars: WARMUP }),
    },
  });
  const replica = new Replica().run();

  it('trades what a plain replica trades', () => {
    const { columns, length } = toPlainTable(outcome.orders);
    // A sale of what was bought at several times is an order each; fractions of units leave rounding behind.
    const traded = new Map<string, number>();
    for (let row = 0; row < length; row += 1) {
      if (columns.status[row] !== 'filled' || Math.abs(Number(columns.filled_size[row])) < 1e-9) continue;
      const key = `${columns.filled_bar[row]} ${columns.symbol[row]}`;
      traded.set(key, (traded.get(key) ?? 0) + Number(columns.filled_size[row]));
    }
    const wanted = replica.fills.filter(([, , units]) => Math.abs(units) > 1e-9);
    expect([...traded.keys()].sort()).toEqual(wanted.map(([day, symbol]) => `${day} ${symbol}`).sort());
    for (const [day, symbol, units] of wanted) expect(traded.get(`${day} ${symbol}`)).toBeCloseTo(units, 6);
    expect(traded.size).toBeGreaterThan(30);
  });

  it('has its equity day by day', () => {
    const equity = outcome.equity.columns.equity as Float64Array;
    expect(equity).toHaveLength(replica.equity.length);
    equity.forEach((value, day) => expect(value / replica.equity[day]).toBeCloseTo(1, 9));
  });
});
