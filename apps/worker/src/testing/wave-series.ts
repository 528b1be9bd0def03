import { toBarSeries, type BarSeries } from '#domain';

const DAY = 86_400_000;

/** Daily bars of a price that swings by a fifth around a hundred. */
export const createWaveSeries = (count: number): BarSeries =>
  toBarSeries(
    { symbol: 'WAVE', timeframe: '1d', calendar: 'always', timeZone: 'UTC' },
    Array.from({ length: count }, (_, row) => {
      const close = 100 + 20 * Math.sin(row / 9);
      return { openTime: row * DAY, open: close, high: close + 1, low: close - 1, close, volume: 1 };
    }),
    (openTime) => openTime + DAY,
  );
