import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { follow } from '../support/follow.js';
import { NewcomerHouse } from '../support/newcomer-house.js';
import { PROJECT } from '../support/product.js';
import { smaCrossRun } from './strategies.js';

jest.setTimeout(120_000);

/** Real prices and the reference run on them; they are not part of the project. */
const REFERENCE = process.env.BARKEEP_REFERENCE ?? join(PROJECT, '..', 'shared');
const PRICES = join(REFERENCE, 'data', 'GOOG_1d.csv');
const EXPECTED = join(REFERENCE, 'golden', 'sma_cross_10_20_excl__GOOG_1d.json');
const isThere = existsSync(PRICES) && existsSync(EXPECTED);
const title = 'runs SMA 10/20 on imported GOOG prices and gets every metric and every trade of the reference';

/** Our metric for each figure of the reference that is a number. */
const METRICS: Readonly<Record<string, string>> = {
  Duration: 'duration_seconds',
  'Exposure Time [%]': 'exposure_time_pct',
  'Equity Final [$]': 'equity_final',
  'Equity Peak [$]': 'equity_peak',
  'Commissions [$]': 'commissions',
  'Return [%]': 'return_pct',
  'Buy & Hold Return [%]': 'buy_and_hold_return_pct',
  'Return (Ann.) [%]': 'return_ann_pct',
  'Volatility (Ann.) [%]': 'volatility_ann_pct',
  'CAGR [%]': 'cagr_pct',
  'Sharpe Ratio': 'sharpe_ratio',
  'Sortino Ratio': 'sortino_ratio',
  'Calmar Ratio': 'calmar_ratio',
  'Alpha [%]': 'alpha_pct',
  Beta: 'beta',
  'Max. Drawdown [%]': 'max_drawdown_pct',
  'Avg. Drawdown [%]': 'avg_drawdown_pct',
  'Max. Drawdown Duration': 'max_drawdown_duration_seconds',
  'Avg. Drawdown Duration': 'avg_drawdown_duration_seconds',
  '# Trades': 'trades',
  'Win Rate [%]': 'win_rate_pct',
  'Best Trade [%]': 'best_trade_pct',
  'Worst Trade [%]': 'worst_trade_pct',
  'Avg. Trade [%]': 'avg_trade_pct',
  'Max. Trade Duration': 'max_trade_duration_seconds',
  'Avg. Trade Duration': 'avg_trade_duration_seconds',
  'Profit Factor': 'profit_factor',
  'Expectancy [%]': 'expectancy_pct',
  SQN: 'sqn',
  'Kelly Criterion': 'kelly',
};

interface Reference {
  bars: number;
  stats: Record<string, number | string | null>;
  trades: ReferenceTrade[];
  equity_curve: { final: number };
}

interface ReferenceTrade {
  size: number;
  entry_bar: number;
  exit_bar: number;
  entry_time: string;
  exit_time: string;
  entry_price: number;
  exit_price: number;
  pnl: number;
  commission: number;
  return_pct: number;
}

/** The same up to the rounding of sums taken in another order. */
const near = (value: number): unknown =>
  expect.closeTo(value, value === 0 ? 9 : 8 - Math.ceil(Math.log10(Math.abs(value))));

/** A trade of the reference in the wire's shape: its `return_pct` is a fraction, ours percent. */
function toWire(trade: ReferenceTrade): object {
  return {
    size: trade.size,
    entry_bar: trade.entry_bar,
    exit_bar: trade.exit_bar,
    entry_time: `${trade.entry_time}T00:00:00.000Z`,
    exit_time: `${trade.exit_time}T00:00:00.000Z`,
    entry_price: near(trade.entry_price),
    exit_price: near(trade.exit_price),
    pnl: near(trade.pnl),
    commission: near(trade.commission),
    return_pct: near(trade.return_pct * 100),
  };
}

let house: NewcomerHouse | undefined;
afterAll(() => house?.close());

(isThere ? it : it.skip)(
  isThere ? title : `${title} (BARKEEP_REFERENCE holds no reference files)`,
  async () => {
    house = await NewcomerHouse.open();
    await house.startWorker('reference');
    const reference = JSON.parse(readFileSync(EXPECTED, 'utf8')) as Reference;
    const imported = await house.cli('import', PRICES, '--json');
    expect(JSON.parse(imported.output)).toMatchObject({
      symbol: 'GOOG',
      inserted: reference.bars,
      rejected_count: 0,
    });

    const { body: submitted } = await house.api.post('/api/v1/backtest/run', smaCrossRun('GOOG'));
    await follow(house.api.base + submitted.websocket_url).ended();
    const { body: result } = await house.api.get(submitted.links.result);

    const expected = Object.entries(METRICS).map(([theirs, ours]) => [
      ours,
      near(reference.stats[theirs] as number),
    ]);
    expect(result.metrics).toMatchObject(Object.fromEntries(expected));
    expect(result.trades).toHaveLength(reference.trades.length);
    expect(result.trades).toEqual(reference.trades.map((trade) => expect.objectContaining(toWire(trade))));
    expect(result.equity_curve.equity.at(-1)).toEqual(near(reference.equity_curve.final));
  },
);
