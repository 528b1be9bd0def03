import { TIMEFRAME_MS } from '#domain';
import { faultOfSpacing, inferTimeframe } from './infer-timeframe.js';

const DAY = TIMEFRAME_MS['1d'];
const every = (gap: number, count = 20) => Float64Array.from({ length: count }, (_, row) => row * gap);
const monthEnds = Float64Array.from({ length: 24 }, (_, month) => Date.UTC(2020, month + 1, 0));

describe('the spacing of stamps', () => {
  it('tells the timeframe by the most frequent gap', () => {
    expect(inferTimeframe(every(60_000))).toBe('1m');
    expect(inferTimeframe(every(7 * DAY))).toBe('1w');
    expect(inferTimeframe(monthEnds)).toBe('1mo');
    expect(inferTimeframe(Float64Array.of(0, DAY, 4 * DAY, 5 * DAY))).toBe('1d');
    expect(inferTimeframe(every(DAY, 1))).toBeUndefined();
    expect(inferTimeframe(every(7 * 60_000))).toBeUndefined();
  });

  it('contradicts a timeframe that is longer than the gaps', () => {
    expect(faultOfSpacing(every(60_000, 3), '1d')).toBe('the stamps are 1m apart, which is not 1d');
    expect(faultOfSpacing(every(DAY), '1mo')).toBe('the stamps are 1d apart, which is not 1mo');
    expect(faultOfSpacing(every(7 * 60_000), '1h')).toBe('the stamps are 7 minutes apart, which is not 1h');
  });

  it('contradicts a timeframe that is shorter only when enough gaps tell another', () => {
    expect(faultOfSpacing(every(7 * DAY), '1d')).toBe('the stamps are 1w apart, which is not 1d');
    expect(faultOfSpacing(every(7 * DAY, 3), '1d')).toBeUndefined();
    expect(faultOfSpacing(every(3 * 60_000), '1m')).toBeUndefined();
  });

  it('contradicts no timeframe that it tells, nor one of a single bar', () => {
    expect(faultOfSpacing(monthEnds, '1mo')).toBeUndefined();
    expect(faultOfSpacing(every(DAY), '1d')).toBeUndefined();
    expect(faultOfSpacing(every(DAY, 1), '1m')).toBeUndefined();
  });
});
