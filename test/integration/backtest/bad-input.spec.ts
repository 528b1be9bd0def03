import { BarRepository, CorporateActionRepository, createBarColumns, InstrumentRepository } from '#database';
import { ServedRuns, type Json } from './served-runs.js';

const DAY = 86_400_000;
const FIRST = Date.parse('2020-01-01');
type Row = readonly [open: number, high: number, low: number, close: number];

let runs: ServedRuns;

beforeAll(async () => {
  runs = await ServedRuns.start();
});

afterAll(() => runs.stop());

const flat: Row = [100, 100, 100, 100];
const wave = (row: number): Row => {
  const close = 100 + 10 * Math.sin(row / 4);
  return [close, close + 1, close - 1, close];
};

/** Stores daily bars as they are, past all checks of what comes in. */
async function store(
  symbol: string,
  rows: readonly Row[],
  { firstDay = 0, volume = 1_000, dayOf = (row: number) => row } = {},
): Promise<void> {
  const { app } = runs.api;
  const head = { symbol, name: null, calendar: 'always', timeZone: 'UTC', currency: 'USD' };
  await app.get(InstrumentRepository).save(head);
  const bars = createBarColumns(rows.length);
  rows.forEach(([open, high, low, close], row) => {
    bars.openTime[row] = FIRST + (firstDay + dayOf(row)) * DAY;
    [bars.open[row], bars.high[row], bars.low[row], bars.close[row]] = [open, high, low, close];
    bars.volume[row] = volume;
  });
  const origin = { provider: 'test', runId: 'test' };
  await app.get(BarRepository).upsertBars({ symbol, timeframe: '1d', bars, ...origin });
}

/** In for three days of each five, so that there is always something to do. */
const often = { long: { enter: 'close > 0', stops: [{ kind: 'time', bars: 3 }] } };

function bodyOf(symbols: string[], rules: object = often, more: object = {}): object {
  return { strategy: { version: 1, name: 'test', symbols, rules }, timeframe: '1d', ...more };
}

interface Result {
  metrics: Record<string, number | null> & { costs: Record<string, number> };
  warnings: { code: string }[];
  trades_count: number;
  bars_total: number;
  corporate_actions: object;
}

async function resultOf(symbols: string[], rules?: object, more?: object): Promise<Result> {
  const id = await runs.work('backtest/run', bodyOf(symbols, rules, more));
  return (await runs.read(`backtest/result/${id}`)) as unknown as Result;
}

const codesOf = ({ warnings }: Result): string[] => warnings.map(({ code }) => code);
const many = (length: number, rowOf: (row: number) => Row): Row[] =>
  Array.from({ length }, (_, row) => rowOf(row));

describe('bars that can not be', () => {
  it.each([
    ['nan', 'NaN,101,99,100', 'open'],
    ['a negative price', '100,101,-1,100', 'low'],
    ['zero', '100,101,0,100', 'low'],
    ['an absurd price', '100,1e300,99,100', 'high'],
    ['high under low', '100,98,99,100', 'high'],
  ])(
    'are kept out with their line and reason, and the run goes over the gap: %s',
    async (what, prices, word) => {
      const symbol = `CSV${what.length}`;
      const days = ['2020-01-01', '2020-01-02', '2020-01-03', '2020-01-04', '2020-01-05', '2020-01-06'];
      const lines = days.map((day, row) => `${day},${row === 2 ? prices : '100,101,99,100'},1000`);
      const answer = await fetch(
        `${runs.api.base}/api/v1/market-data/bars/import?symbol=${symbol}&timeframe=1d`,
        {
          method: 'POST',
          headers: { 'content-type': 'text/csv' },
          body: `date,open,high,low,close,volume\n${lines.join('\n')}`,
        },
      );
      const report = (await answer.json()) as Json;
      expect(report).toMatchObject({ inserted: 5 });
      expect(JSON.stringify(report)).toContain(word);
      expect((await resultOf([symbol])).bars_total).toBe(5);
    },
  );

  it('that are stored all the same are refused before anything is queued, with symbol and day', async () => {
    for (const [symbol, bad] of [
      ['HUGE', [100, 1e300, 100, 100]],
      ['NEGATIVE', [100, 101, -5, 100]],
      ['NOTHING', [100, 101, NaN, 100]],
    ] as const) {
      await store(
        symbol,
        many(30, (row) => (row === 20 ? bad : wave(row))),
      );
      expect(await runs.post('backtest/run', bodyOf([symbol]))).toMatchObject({
        ...{ status: 422, code: 'STRATEGY_INVALID' },
        errors: [
          {
            ...{ path: '/strategy/symbols/0', code: 'E_DATA' },
            message: expect.stringContaining(`bar 20 of ${symbol} (2020-01-21T`) as unknown,
          },
        ],
      });
      await resultOf([symbol], often, { end_date: '2020-01-20' });
    }
  });
});

describe('bars that are odd but possible', () => {
  it('leave gaps in time, and a run goes over them', async () => {
    await store('GAPS', many(30, wave), { dayOf: (row) => row * (row > 15 ? 20 : 1) });
    expect((await resultOf(['GAPS'])).bars_total).toBe(30);
  });

  it('have no volume: slippage by volume counts a fill as all of it', async () => {
    await store(
      'QUIET',
      many(30, () => flat),
      { volume: 0 },
    );
    const costs = { slippage: { kind: 'volume', value: 0.01 } };
    const { metrics } = await resultOf(['QUIET'], often, { costs });
    expect(metrics.costs.slippage).toBeGreaterThan(0);
  });

  it('never move: nothing is won, and ratios are null', async () => {
    await store(
      'FLAT',
      many(30, () => flat),
    );
    const { metrics } = await resultOf(['FLAT']);
    expect(metrics).toMatchObject({ return_pct: 0, sharpe_ratio: null, beta: null, calmar_ratio: null });
  });

  it('are one only: the run is refused before it is queued, as one that decides nothing', async () => {
    await store('ONE', [flat]);
    const refused = await runs.post('backtest/run', bodyOf(['ONE']));
    expect(refused).toMatchObject({ status: 422, errors: [{ path: '/start_date', code: 'E_RANGE' }] });
  });

  it('are none: the run is refused with the range that is stored', async () => {
    await store('SOME', many(30, wave));
    const dates = { start_date: '2021-01-01', end_date: '2021-02-01' };
    const refused = await runs.post('backtest/run', bodyOf(['SOME'], often, dates));
    expect(refused).toMatchObject({ status: 422, errors: [{ code: 'E_DATA' }] });
    expect(JSON.stringify(refused.errors)).toContain('30 bars from 2020-01-01 to 2020-01-30');
  });

  it('are fewer than the warm-up takes: refused', async () => {
    const rules = { long: { enter: 'close > sma(close, 200)', exit: 'close < 1' } };
    const refused = await runs.post('backtest/run', bodyOf(['SOME'], rules));
    expect(refused).toMatchObject({ status: 422, errors: [{ path: '/start_date', code: 'E_RANGE' }] });
  });

  it('have a split inside: adjusted it is no loss, raw it multiplies what is held', async () => {
    await store(
      'SPLIT',
      many(30, (row) => (row < 15 ? [100, 101, 99, 100] : [50, 51, 49, 50])),
    );
    const split = { exDate: '2020-01-16', kind: 'split', value: 2 } as const;
    const origin = { provider: 'test', runId: 'test' };
    await runs.api.app.get(CorporateActionRepository).upsert('SPLIT', [split], origin);
    const hold = { long: { enter: 'close > 0', exit: 'close < 0' } };
    const adjusted = await resultOf(['SPLIT'], hold);
    expect(adjusted.metrics.return_pct).toBeCloseTo(0, 9);
    const raw = await resultOf(['SPLIT'], hold, { adjust: 'raw' });
    expect(raw.metrics.return_pct).toBeCloseTo(0, 9);
    expect(raw.corporate_actions).toMatchObject({ splits: 1 });
  });

  it('of two symbols have no day in common: each is traded in its time', async () => {
    await store('EARLY', many(30, wave));
    await store('LATE', many(30, wave), { firstDay: 400 });
    const { trades_count, bars_total } = await resultOf(['EARLY', 'LATE']);
    expect(bars_total).toBe(60);
    expect(trades_count).toBeGreaterThan(4);
  });
});

describe('strategies at the edge', () => {
  it('never trade: the capital stays, and figures of trades are null', async () => {
    const { metrics } = await resultOf(['SOME'], { long: { enter: 'close > 1e9', exit: 'close < 1' } });
    expect(metrics).toMatchObject({ trades: 0, return_pct: 0, win_rate_pct: null, sqn: null });
  });

  it('always trade: an entry and an exit at every chance', async () => {
    const always = { long: { enter: 'close > 0', exit: 'close > 0' } };
    expect((await resultOf(['SOME'], always)).trades_count).toBeGreaterThan(10);
  });

  it('are ruined on the first bar that they hold: equity is zero from there, and it says so', async () => {
    await store(
      'CRASH',
      many(30, (row) => (row < 2 ? flat : row === 2 ? [100, 100, 1, 1] : [1, 1, 1, 1])),
    );
    const execution = { margin: 0.1 };
    const result = await resultOf(['CRASH'], often, { execution });
    expect(result.metrics).toMatchObject({ equity_final: 0, return_pct: -100, trades: 1 });
    expect(codesOf(result)).toContain('W_RUIN');
  });
});
