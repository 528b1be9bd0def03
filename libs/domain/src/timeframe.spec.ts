import { isIntraday, isTimeframe, TIMEFRAME_MS, TIMEFRAMES } from './timeframe.js';

describe('timeframes', () => {
  it('are known by their names alone', () => {
    expect(TIMEFRAMES.every(isTimeframe)).toBe(true);
    expect(['2m', '1D', '', 5, undefined].some(isTimeframe)).toBe(false);
  });

  it('stand in the order of their length', () => {
    const lengths = TIMEFRAMES.map((timeframe) => TIMEFRAME_MS[timeframe]);
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
  });

  it('are intraday below a day', () => {
    expect(TIMEFRAMES.filter(isIntraday)).toEqual(['1m', '5m', '15m', '30m', '1h']);
  });
});
