import { createBarSeries, TIMEFRAME_MS } from '#domain';

/** A generator of numbers in [0, 1) from a seed (mulberry32). */
export function seededRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Bars of a random walk, minutes or days. Prices are whole 64ths, so that sums of them are exact whatever the order
 * and every way to compute an average agrees on every crossing.
 */
export function createRandomWalk(length, seed, timeframe = '1m') {
  const random = seededRandom(seed);
  const series = createBarSeries({ symbol: 'WALK', timeframe, calendar: 'always', timeZone: 'UTC' }, length);
  const step = TIMEFRAME_MS[timeframe];
  const start = Date.UTC(2020, 0, 6);
  let close = 64 * 1000;
  for (let bar = 0; bar < length; bar += 1) {
    const open = close;
    close = Math.max(64 * 100, close + Math.round((random() - 0.5) * 64));
    series.openTime[bar] = start + bar * step;
    series.closeTime[bar] = series.openTime[bar] + step;
    series.open[bar] = open / 64;
    series.close[bar] = close / 64;
    series.high[bar] = (Math.max(open, close) + Math.round(random() * 16)) / 64;
    series.low[bar] = (Math.min(open, close) - Math.round(random() * 16)) / 64;
    series.volume[bar] = Math.round(random() * 10_000);
  }
  return series;
}
