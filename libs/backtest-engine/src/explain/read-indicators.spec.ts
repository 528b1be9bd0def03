import * as fc from 'fast-check';
import { compileStrategy, type CompiledStrategy } from '#strategy';
import { drawBars, toSettings, type Drawn } from '../../testing/drawn-run.js';
import { readIndicators, type IndicatorLine } from './read-indicators.js';

function compile(document: object): CompiledStrategy {
  const compiled = compileStrategy(
    { version: 1, name: 'test', symbols: ['X'], ...document },
    { warmup: 'first_defined' },
  );
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  return compiled.strategy;
}

const at = (close: number): Drawn => [close, close + 1, close - 1, close];
const wave = (row: number): number => 100 + 10 * Math.sin(row / 3) + row / 7;
const bars = Array.from({ length: 60 }, (_, row) => at(wave(row)));
const series = drawBars(bars);
const other = { ...drawBars(bars.map((_, row) => at(3 * wave(row + 5)))), symbol: 'Y' };
const ALL = { symbol: 'X', from: -Infinity, to: Infinity, points: 1_000 };

function read(document: object, window: Partial<typeof ALL> = {}): IndicatorLine[] {
  const input = { series: [series, other], strategy: compile(document), request: toSettings({}) };
  return readIndicators(input, { ...ALL, ...window });
}
const long = (enter: string) => ({ rules: { long: { enter, exit: 'close < 0' } } });
const only = (enter: string, window?: Partial<typeof ALL>) => read(long(enter), window)[0];

describe('the indicators of a run', () => {
  it('are the values that the strategy read, from the first on, at the open of each bar', () => {
    const line = only('close > sma(close, 2)');
    expect(line.name).toBe('sma(close, 2)');
    expect(line.time).toEqual([...series.openTime.subarray(1)]);
    line.value.forEach((value, row) => expect(value).toBeCloseTo((wave(row) + wave(row + 1)) / 2, 9));
  });

  it.each([
    ['close > sma(close, 5) * 1.1', true],
    ['close > bb(close, 5, 2).upper', true],
    ['close > donchian(5).lower[1]', true],
    ['close > supertrend(5, 3)', true],
    ['close > vwap and close > psar(0.02, 0.2)', true],
    ["close > tf('1w', ema(close, 2))", true],
    ['rsi(close, 5) > 50', false],
    ['atr(5) > 1', false],
    ['macd(close, 3, 6, 2).hist > 0', false],
    ['zscore(close, 5) > 1', false],
    ["close > on('Y', sma(close, 5))", false],
  ])('of %s lie on the scale of the prices: %s', (enter, isOverlay) => {
    expect(only(enter).isOverlay).toBe(isOverlay);
  });

  it('of longer bars change when such a bar has closed', () => {
    const { time, value } = only("close > tf('1w', close)");
    const changed = time.filter((_, row) => row > 0 && value[row] !== value[row - 1]);
    expect(changed.length).toBeGreaterThan(5);
    expect(new Set(changed.map((instant) => new Date(instant).getUTCDay())).size).toBe(1);
  });

  it('of a basket are those of its first leg, whichever leg is shown', () => {
    const legs = [
      { symbol: 'a', weight: 1 },
      { symbol: 'b', weight: -1 },
    ];
    const document = {
      symbols: { a: 'X', b: 'Y' },
      rules: {
        long: { enter: 'a.close > sma(a.close, 3) and rsi(b.close, 3) > 5', exit: 'a.close < 0', legs },
      },
    };
    const [x, y] = [read(document), read(document, { symbol: 'Y' })];
    expect(y.map(({ value }) => value)).toEqual(x.map(({ value }) => value));
    expect([x, y].map(([mean]) => mean.isOverlay)).toEqual([true, false]);
  });

  it('never have more points than were asked for, keep the extremes, and begin where they are asked to', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 4, max: 70 }), (skipped, points) => {
        const from = series.openTime[skipped];
        const { time, value } = only('close > sma(close, 1)', { from, points });
        const closes = series.close.subarray(skipped);
        expect(time.length).toBeLessThanOrEqual(points);
        expect(time[0]).toBe(from);
        expect([Math.min(...value), Math.max(...value)]).toEqual([Math.min(...closes), Math.max(...closes)]);
      }),
      { numRuns: 30 },
    );
  });

  it('are refused for a symbol that the run does not read', () => {
    expect(() => read(long('close > 1'), { symbol: 'Z' })).toThrow(/Z is not read/);
  });
});
