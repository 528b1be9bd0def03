import type { Freshness } from './freshness.js';
import { listOldestLate } from './oldest-late.js';

const row = (
  symbol: string,
  newest: number | null,
  dataset: Freshness['dataset'] = 'stock_quotes',
): Freshness => ({ dataset, symbol, isFresh: newest === 9, expected: 9, newest });

describe('the oldest of what is late', () => {
  const found = [
    row('B', 5),
    row('FRESH', 9),
    row('A', 3),
    row('NONE', null),
    row('X', 1, 'historical_prices'),
  ];
  const symbolsOf = (limit: number) => listOldestLate(found, limit).map(({ symbol }) => symbol);

  test('comes first in each dataset, before it that of which there is nothing', () => {
    expect(symbolsOf(9)).toEqual(['NONE', 'A', 'B', 'X']);
  });

  test('is cut off dataset by dataset, so that one cannot crowd out another', () => {
    expect(symbolsOf(2)).toEqual(['NONE', 'A', 'X']);
    expect(symbolsOf(0)).toEqual([]);
  });
});
