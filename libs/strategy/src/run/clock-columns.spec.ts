import { valuesOf } from '../testing/evaluate.js';
import { sessionBars } from '../testing/session-bars.js';

describe('the clock of daily bars', () => {
  const march = sessionBars('2024-03-25', '2024-04-02', 390, 1);

  it.each([
    ['month', [3, 3, 3, 3, 4, 4]],
    ['day_of_week', [1, 2, 3, 4, 1, 2]],
    ['day_of_month', [25, 26, 27, 28, 1, 2]],
    // Good Friday, the 29th, has no session
    ['sessions_to_month_end', [3, 2, 1, 0, 21, 20]],
    ['session_of_month', [17, 18, 19, 20, 1, 2]],
    ['prior_close', [NaN, 1, 2, 3, 4, 5]],
    ['session_minute', Array(6).fill(NaN)],
    ['minutes_to_close', Array(6).fill(NaN)],
  ])('says %s', (name, values) => {
    expect(valuesOf(name, march)).toEqual(values);
  });
});

describe('the clock of bars shorter than a day', () => {
  // the Friday after Thanksgiving, a short session, and the Monday after it
  const half = sessionBars('2023-11-24', '2023-11-27', 30, 3);

  it.each([
    ['day_of_week', [5, 5, 5, 1, 1, 1]],
    ['session_minute', [30, 60, 90, 30, 60, 90]],
    ['minutes_to_close', [180, 150, 120, 360, 330, 300]],
    ['prior_close', [NaN, NaN, NaN, 3, 3, 3]],
    ['range_high(2)', [NaN, 3, 3, NaN, 6, 6]],
    ['range_low(2)', [NaN, 0, 0, NaN, 3, 3]],
    ['vwap', [NaN, 2, 8 / 3, NaN, 5, 17 / 3]],
  ])('says %s', (name, values) => {
    expect(valuesOf(name, half)).toEqual(values);
  });
});
