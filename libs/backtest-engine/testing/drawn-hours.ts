import { resampleSeries, toBarSeries, type BarSeries } from '#domain';
import { drawWalk } from './random-walk.js';

const HALF_HOUR = 1_800_000;

/** Hours and the halves that they are made of. */
export function drawHours(hours: number, seed: number): { series: BarSeries; finer: BarSeries } {
  const halves = drawWalk(2 * hours, seed);
  const finer = toBarSeries(
    { ...halves, timeframe: '30m' },
    Array.from({ length: halves.length }, (_, row) => ({
      ...{ openTime: halves.openTime[0] + row * HALF_HOUR, open: halves.open[row], high: halves.high[row] },
      ...{ low: halves.low[row], close: halves.close[row], volume: halves.volume[row] },
    })),
    (time) => time + HALF_HOUR,
  );
  return { series: resampleSeries(finer, '1h'), finer };
}
