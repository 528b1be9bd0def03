import { type BarSeries } from '#domain';
import { drawBars, type Drawn } from './drawn-run.js';

/** Daily bars that wander, the same for the same seed. */
export function drawWalk(length: number, seed: number, symbol = 'X', firstDay = 0): BarSeries {
  let state = (seed * 7_919 + 13) % 2_147_483_647;
  const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  let close = 100;
  const bars = Array.from({ length }, (): Drawn => {
    const open = close * (1 + (random() - 0.5) * 0.01);
    close = open * (1 + (random() - 0.49) * 0.04);
    return [
      open,
      Math.max(open, close) * (1 + random() * 0.01),
      Math.min(open, close) * (1 - random() * 0.01),
      close,
    ];
  });
  return drawBars(bars, symbol, firstDay);
}
