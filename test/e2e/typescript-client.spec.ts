import { jest } from '@jest/globals';
import { runBacktest } from '../../examples/clients/typescript/run-backtest.js';
import { NewcomerHouse } from './support/newcomer-house.js';
import { smaCrossRun } from './newcomer/strategies.js';
import { randomWalkCsv } from './support/random-walk.js';

jest.setTimeout(120_000);

const DAY_MS = 86_400_000;

let house: NewcomerHouse;
beforeAll(async () => {
  house = await NewcomerHouse.open();
  await house.startWorker('first');
  const walk = randomWalkCsv({ bars: 600, seed: 1, start: '2020-01-01', stepMs: DAY_MS, daily: true });
  const path = '/api/v1/market-data/bars/import?symbol=WALK&timeframe=1d';
  expect(await house.api.send('POST', path, walk, 'text/csv')).toMatchObject({ status: 200 });
});
afterAll(() => house?.close());

it('submits a backtest with the types of the description and reads its result', async () => {
  const result = await runBacktest(house.api.base, smaCrossRun('WALK') as never);
  expect(result).toMatchObject({ status: 'completed', trades_count: expect.any(Number) as number });
  expect(result.metrics.return_pct).toEqual(expect.any(Number));
  expect(result.equity_curve.time.length).toBe(result.equity_curve.equity.length);
});

it('throws what the service says against a strategy, with its place', async () => {
  const run = smaCrossRun('WALK') as { strategy: { rules: { long: { enter: string } } } };
  run.strategy.rules.long.enter = 'smaa(close, 5) > 1';
  await expect(runBacktest(house.api.base, run as never)).rejects.toThrow(
    /\/rules\/long\/enter: unknown function/,
  );
});
