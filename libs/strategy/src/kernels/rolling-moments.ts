/**
 * Calls `visit` for each full window with the mean and the sum of squared distances from it. Sums are taken of
 * distances from an anchor near the values and made anew every `window` rows, so cost per row is constant and the
 * cancellation of the textbook formula doesn't bite; of equal values the squares are exactly 0.
 */
export function rollingMoments(
  input: Float64Array,
  from: number,
  to: number,
  window: number,
  visit: (row: number, mean: number, squares: number) => void,
): void {
  let anchor = 0;
  let sum = 0;
  let squares = 0;
  let equal = 1;
  for (let i = from; i < to; i += 1) {
    equal = i > from && input[i] === input[i - 1] ? equal + 1 : 1;
    const filled = i - from + 1;
    if (filled < window) continue;
    if (filled % window === 0) {
      anchor = input[i];
      sum = 0;
      squares = 0;
      for (let k = i - window + 1; k <= i; k += 1) {
        const distance = input[k] - anchor;
        sum += distance;
        squares += distance * distance;
      }
    } else {
      const entering = input[i] - anchor;
      const leaving = input[i - window] - anchor;
      sum += entering - leaving;
      squares += entering * entering - leaving * leaving;
    }
    const exact = equal >= window;
    visit(
      i,
      exact ? input[i] : anchor + sum / window,
      exact ? 0 : Math.max(0, squares - (sum * sum) / window),
    );
  }
}
