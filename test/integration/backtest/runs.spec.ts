import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BarRepository,
  CorporateActionRepository,
  createBarColumns,
  DatasetRepository,
  InstrumentRepository,
} from '#database';
import { loadDemoData } from '#market-data';
import { ServedRuns, type Json } from './served-runs.js';

const DAY = 86_400_000;
const FIRST = Date.parse('2020-01-01');
const BARS = 60;

const drift = JSON.parse(
  readFileSync(join(process.cwd(), 'examples', 'strategies', '25-post-earnings-drift.json'), 'utf8'),
) as object;
const mean = {
  ...{ version: 1, name: 'Above its mean', symbols: ['WAVE'], params: { n: { value: 5, min: 2, max: 9 } } },
  rules: { long: { enter: 'close > sma(close,n) and close > 100', exit: 'close < sma(close,n)' } },
};

let runs: ServedRuns;

beforeAll(async () => {
  runs = await ServedRuns.start();
  const { app } = runs.api;
  await loadDemoData({
    instruments: app.get(InstrumentRepository),
    bars: app.get(BarRepository),
    actions: app.get(CorporateActionRepository),
    datasets: app.get(DatasetRepository),
  });
  const head = { symbol: 'WAVE', name: null, calendar: 'always', timeZone: 'UTC', currency: 'USD' };
  await app.get(InstrumentRepository).save(head);
  await storeBars();
});

afterAll(() => runs.stop());

/** Closes go up and down around 100. */
async function storeBars(shift = 0): Promise<void> {
  const bars = createBarColumns(BARS);
  for (let row = 0; row < BARS; row += 1) {
    const close = 100 + 10 * Math.sin(row / 4) + shift;
    bars.openTime[row] = FIRST + row * DAY;
    bars.open[row] = bars.close[row] = close;
    bars.high[row] = close + 1;
    bars.low[row] = close - 1;
    bars.volume[row] = 1_000;
  }
  const origin = { provider: 'test', runId: 'test' };
  await runs.api.app.get(BarRepository).upsertBars({ symbol: 'WAVE', timeframe: '1d', bars, ...origin });
}

const run = (body: object): Promise<string> => runs.work('backtest/run', { timeframe: '1d', ...body });

describe('the classic after earnings', () => {
  it('runs as it is on the demo data, and is explained by what was known', async () => {
    const id = await run({ strategy: drift });
    const result = await runs.read(`backtest/result/${id}`);
    expect(result).toMatchObject({ status: 'completed', canary: { clean: true }, trials: { count: 1 } });
    expect(result.trades_count).toBeGreaterThan(3);
    const { rules } = (await runs.read(
      `backtest/runs/${id}/explain?symbol=AAPL&at=2014-04-24`,
    )) as unknown as {
      rules: { path: string; value: boolean; tree: { args: object[] } }[];
    };
    // The report came on the evening of the 23rd: 11.62 a share after 10.09 a year before.
    expect(rules[0]).toMatchObject({ path: '/rules/long/enter', value: true });
    expect(JSON.stringify(rules[0].tree)).toContain(`"value":${11.62 / 10.09 - 1}`.slice(0, 16));
    const before = (await runs.read(`backtest/runs/${id}/explain?at=2014-04-23`)) as unknown as {
      rules: object[];
    };
    expect(before.rules[0]).toMatchObject({ value: false });
  });

  it('is refused where nothing was reported, with what there is', async () => {
    const body = { strategy: drift, symbols: ['^GSPC'], timeframe: '1d' };
    expect(await runs.post('backtest/run', body)).toMatchObject({
      status: 422,
      errors: [
        { path: '/strategy/rules/long/enter', code: 'E_DATA', message: 'no earnings of ^GSPC are stored' },
      ],
    });
    const early = await runs.post('backtest/run', {
      strategy: drift,
      timeframe: '1d',
      as_of: '2020-01-01T00:00:00Z',
    });
    expect(early.status).toBe(422);
  });
});

describe('what was tried of a strategy', () => {
  it('counts alike by hand and by search, and the same again counts once', async () => {
    const ids = [];
    for (const n of [3, 4, 4]) ids.push(await run({ strategy: mean, params: { n } }));
    expect((await runs.read(`backtest/result/${ids[0]}`)).trials).toMatchObject({ count: 2 });
    const search = { strategy: mean, timeframe: '1d', params: { n: { min: 3, max: 7, step: 1 } } };
    const found = await runs.read(`optimise/result/${await runs.work('optimise/run', search)}`);
    expect(found.evidence).toMatchObject({ trials: 5, trials_of_shape: 5 });
    expect((await runs.read(`backtest/result/${ids[0]}`)).trials).toMatchObject({ count: 5 });
    await run({ strategy: mean, params: { n: 8 }, start_date: '2020-01-10' });
    expect((await runs.read(`backtest/result/${ids[0]}`)).trials).toMatchObject({ count: 6 });
  });
});

describe('a kept run', () => {
  it('is explained from the bars that it read, also when they have changed since', async () => {
    const id = await run({ strategy: mean });
    const ask = (at: string) => runs.read(`backtest/runs/${id}/explain?symbol=WAVE&at=${at}`);
    const explained = await ask('2020-01-20');
    expect(explained).toMatchObject({ task_id: id, bar: 19, time: '2020-01-20T00:00:00.000Z', position: 0 });
    const [enter] = explained.rules as unknown as { value: boolean; blocking: { text: string }[] }[];
    expect(enter.value).toBe(false);
    expect(enter.blocking.map(({ text }) => text)).toContain('close > 100');
    const { items } = (await runs.read(`backtest/result/${id}/orders`)) as unknown as { items: Json[] };
    const { orders } = await ask(items[0].placed_time);
    expect(orders[0]).toMatchObject({ symbol: 'WAVE', placed_time: items[0].placed_time });
    await storeBars(5);
    expect(await ask('2020-01-21')).toMatchObject({ bar: 20, rules: [{ value: false }, {}, {}] });
    expect((await runs.api.get(`/api/v1/backtest/runs/${id}/explain?at=2019-01-01`)).status).toBe(400);
    expect((await runs.api.get(`/api/v1/backtest/runs/${id}/explain?symbol=NONE&at=2020-01-20`)).status).toBe(
      400,
    );
    await storeBars();
  });

  it('is drawn with what its strategy read, also when the bars have changed since', async () => {
    const id = await run({ strategy: mean });
    const ask = async (query: string) =>
      (await runs.read(`backtest/runs/${id}/indicators?${query}`)) as unknown as {
        symbol: string;
        lines: { name: string; overlay: boolean; time: string[]; value: number[] }[];
      };
    const { symbol, lines } = await ask('from=2020-01-20&to=2020-01-21');
    expect([symbol, lines.map(({ name, overlay }) => [name, overlay])]).toEqual([
      'WAVE',
      [['sma(close, n)', true]],
    ]);
    expect(lines[0].time).toEqual(['2020-01-20T00:00:00.000Z', '2020-01-21T00:00:00.000Z']);
    await storeBars(5);
    expect((await ask('from=2020-01-20&to=2020-01-21&points=100')).lines).toEqual(lines);
    expect((await ask('points=10')).lines[0].value.length).toBeLessThanOrEqual(10);
    for (const query of ['symbol=NONE', 'points=3', 'from=soon', 'from=2020-02-01&to=2020-01-01'])
      expect([query, (await runs.api.get(`/api/v1/backtest/runs/${id}/indicators?${query}`)).status]).toEqual(
        [query, 400],
      );
    await storeBars();
  });

  it('is resampled through the queue to the same figures each time', async () => {
    const id = await run({ strategy: mean });
    const body = { run_id: id, method: 'bootstrap', paths: 500, seed: 7 };
    const found = await Promise.all(
      [1, 2].map(async () =>
        runs.read(`analytics/monte-carlo/${await runs.work('analytics/monte-carlo', body)}`),
      ),
    );
    expect(found[0]).toMatchObject({
      status: 'completed',
      run_id: id,
      paths: 500,
      method: 'bootstrap',
      seed: 7,
    });
    const { task_id: _first, ...first } = found[0];
    const { task_id: _second, ...second } = found[1];
    expect(first).toEqual(second);
    const result = await runs.read(`backtest/result/${id}`);
    const { return_pct: actual } = found[0].actual as { return_pct: number };
    expect(actual).toBeCloseTo((result.metrics as { return_pct: number }).return_pct, 6);
  });

  it('is taken apart: what each clause and stop adds, the most first', async () => {
    const id = await run({ strategy: mean });
    const body = { run_id: id, resamples: 200, seed: 3 };
    const [found, again] = await Promise.all(
      [1, 2].map(async () => {
        return runs.read(`analytics/ablation/${await runs.work('analytics/ablation', body)}`);
      }),
    );
    expect(found).toMatchObject({ status: 'completed', run_id: id, measure: 'sharpe', periods: BARS - 1 });
    const parts = found.parts as unknown as { without: string; contribution: number; low: number }[];
    expect(parts.map(({ without }) => without).sort()).toEqual([
      ...['close < sma(close, n)', 'close > 100', 'close > sma(close, n)'],
    ]);
    const added = parts.map(({ contribution }) => contribution);
    expect(added).toEqual([...added].sort((left, right) => right - left));
    expect(again.parts).toEqual(found.parts);
  });

  it('of a stored strategy is preceded by a dry run that finds no look into the future', async () => {
    const { strategy_id: id } = (await runs.post('strategies', { strategy: mean })) as unknown as {
      strategy_id: string;
    };
    await runs.work(`strategies/${id}/validate`, {});
    expect(await runs.read(`strategies/${id}/validation`)).toMatchObject({
      ...{ status: 'completed', valid: true, bars: BARS },
      look_ahead: { clean: true, alarms: [] },
    });
  });
});
