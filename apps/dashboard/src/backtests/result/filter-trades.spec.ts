import type { Schemas } from '../../api/client.js';
import { filterTrades, sortTrades } from './filter-trades.js';

const trade = (index: number, part: Partial<Schemas['Trade']>): Schemas['Trade'] =>
  ({
    index,
    symbol: 'AAPL',
    pnl: 1,
    exit_reason: 'exit',
    entry_time: '2014-02-21',
    ...part,
  }) as Schemas['Trade'];
const trades = [
  trade(0, { pnl: 5 }),
  trade(1, { pnl: -3, exit_reason: 'stop' }),
  trade(2, { pnl: 0, symbol: 'MSFT', exit_reason: 'stop' }),
];
const indexes = (found: readonly Schemas['Trade'][]) => found.map(({ index }) => index);

it('finds trades that have every word', () => {
  expect(indexes(filterTrades(trades, 'STOP 2014-02', 'all'))).toEqual([1, 2]);
  expect(indexes(filterTrades(trades, 'stop msft', 'all'))).toEqual([2]);
});

it('counts a trade without a gain as lost', () => {
  expect(indexes(filterTrades(trades, '', 'won'))).toEqual([0]);
  expect(indexes(filterTrades(trades, '', 'lost'))).toEqual([1, 2]);
});

it('sorts by a column and keeps the order of equals', () => {
  expect(indexes(sortTrades(trades, 'pnl', 'desc'))).toEqual([0, 2, 1]);
  expect(indexes(sortTrades(trades, 'exit_reason', 'asc'))).toEqual([0, 1, 2]);
});
