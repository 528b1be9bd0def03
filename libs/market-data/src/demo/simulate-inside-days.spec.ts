import { xnys, type Bar } from '#domain';
import { simulateInsideDays } from './simulate-inside-days.js';

const day: Bar = {
  ...{ openTime: Date.UTC(2018, 4, 10), open: 187.74, high: 190.37, low: 187.65, close: 190.04 },
  volume: 27_989_300,
};

describe('bars of five minutes inside a real day', () => {
  const bars = simulateInsideDays('AAPL', [day], xnys);

  it('fill the session of New York', () => {
    expect(bars).toHaveLength(78);
    expect(new Date(bars[0].openTime).toISOString()).toBe('2018-05-10T13:30:00.000Z');
    expect(new Date(bars[77].openTime).toISOString()).toBe('2018-05-10T19:55:00.000Z');
  });

  it('join to the day', () => {
    expect(bars[0].open).toBe(day.open);
    expect(bars[77].close).toBe(day.close);
    expect(Math.max(...bars.map(({ high }) => high))).toBe(day.high);
    expect(Math.min(...bars.map(({ low }) => low))).toBe(day.low);
    const volume = bars.reduce((sum, bar) => sum + bar.volume, 0);
    expect(Math.abs(volume - day.volume)).toBeLessThan(78);
  });

  it('hold their open and close, each opening where the one before closed', () => {
    bars.forEach(({ open, high, low, close }, index) => {
      expect(high).toBeGreaterThanOrEqual(Math.max(open, close));
      expect(low).toBeLessThanOrEqual(Math.min(open, close));
      if (index > 0) expect(open).toBe(bars[index - 1].close);
    });
  });

  it('are the same each time, and none on a day without a session', () => {
    expect(simulateInsideDays('AAPL', [day], xnys)).toEqual(bars);
    expect(simulateInsideDays('AAPL', [{ ...day, openTime: Date.UTC(2018, 4, 12) }], xnys)).toEqual([]);
  });
});
