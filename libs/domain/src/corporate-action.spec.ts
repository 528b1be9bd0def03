import { toBarSeries } from './bar-series.js';
import { exInstantOf, toTimedActions, type CorporateAction } from './corporate-action.js';
import type { Timeframe } from './timeframe.js';

const bar = (openTime: number) => ({ openTime, open: 1, high: 1, low: 1, close: 1, volume: 1 });

function series(timeframe: Timeframe, ...stamps: string[]) {
  const head = { symbol: 'A', timeframe, calendar: 'XNYS', timeZone: 'America/New_York' };
  return toBarSeries(
    head,
    stamps.map((stamp) => bar(Date.parse(stamp))),
    (time) => time + 1,
  );
}

const split: CorporateAction = { exDate: '2024-06-10', kind: 'split', value: 10 };
const dividend: CorporateAction = { exDate: '2024-06-10', kind: 'dividend', value: 0.01 };

describe('an action among bars', () => {
  it('counts from its date on, and within a day from midnight of its zone', () => {
    expect(exInstantOf('2024-06-10', '1d', 'America/New_York')).toBe(Date.parse('2024-06-10T00:00:00Z'));
    expect(exInstantOf('2024-06-10', '5m', 'America/New_York')).toBe(Date.parse('2024-06-10T04:00:00Z'));
  });

  it('is told where bars lie on both sides of it, the split before the dividend of its day', () => {
    const bars = series('1d', '2024-06-07', '2024-06-10', '2024-06-11');
    const early = { ...dividend, exDate: '2024-06-07' };
    const late = { ...split, exDate: '2024-06-12' };
    const at = Date.parse('2024-06-10');
    expect(toTimedActions(bars, [dividend, split, early, late])).toEqual([
      { symbol: 'A', kind: 'split', value: 10, at },
      { symbol: 'A', kind: 'dividend', value: 0.01, at },
    ]);
  });
});
