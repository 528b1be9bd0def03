import { faultOfBar, type Bar } from './bar.js';

const good: Bar = { openTime: 0, open: 10, high: 12, low: 9, close: 11, volume: 100 };

describe('a bar', () => {
  it('has no fault when its prices agree', () => {
    expect(faultOfBar(good)).toBeUndefined();
    expect(faultOfBar({ ...good, high: 10, low: 10, open: 10, close: 10, volume: 0 })).toBeUndefined();
  });

  it.each([
    [{ openTime: NaN }, 'the time is not a valid instant'],
    [{ close: NaN }, 'close is not a number'],
    [{ open: Infinity }, 'open is not a number'],
    [{ low: 0 }, 'low is not positive (0)'],
    [{ close: -1 }, 'close is not positive (-1)'],
    [{ high: 1e300 }, 'high is not from 1e-50 to 1e+50 (1e+300)'],
    [{ low: 1e-60 }, 'low is not from 1e-50 to 1e+50 (1e-60)'],
    [{ volume: -1 }, 'volume is not zero or more (-1)'],
    [{ volume: NaN }, 'volume is not zero or more (NaN)'],
    [{ high: 8 }, 'high 8 is below low 9'],
    [{ open: 13 }, 'open 13 is outside low 9 to high 12'],
    [{ close: 8.5 }, 'close 8.5 is outside low 9 to high 12'],
  ])('with %j is refused: %s', (change, fault) => {
    expect(faultOfBar({ ...good, ...change })).toBe(fault);
  });
});
