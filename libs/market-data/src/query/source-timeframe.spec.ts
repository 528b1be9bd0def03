import type { Timeframe } from '#domain';
import { sourceTimeframeOf } from './source-timeframe.js';

describe('the timeframe that bars are read from', () => {
  it.each<[Timeframe, Timeframe[], Timeframe | undefined]>([
    ['1h', ['1m', '1h', '1d'], '1h'],
    ['1h', ['1m', '5m', '1d'], '5m'],
    ['1d', ['1w'], undefined],
    ['1mo', ['1d', '1w'], '1d'],
    ['1mo', ['1w'], undefined],
    ['1w', ['1m'], '1m'],
    ['1m', ['5m'], undefined],
  ])('for %s out of %j is %s', (timeframe, stored, source) => {
    expect(sourceTimeframeOf(timeframe, new Set(stored))).toBe(source);
  });
});
