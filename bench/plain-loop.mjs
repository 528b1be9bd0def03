/** Running mean of n closes. */
function sma(close, n) {
  const means = new Float64Array(close.length).fill(NaN);
  let sum = 0;
  for (let i = 0; i < close.length; i += 1) {
    sum += close[i];
    if (i >= n) sum -= close[i - n];
    if (i >= n - 1) means[i] = sum / n;
  }
  return means;
}

/**
 * The yardstick: SMA stop-and-reverse, 10/20 where nothing else is said, with whole units and next-open fills, written as the one loop that it is.
 * Equity and trades only, no statistics.
 */
export function runPlainLoop({ open, close }, { cash: initial, rate }, lengths = { fast: 10, slow: 20 }) {
  const bars = close.length;
  const fast = sma(close, lengths.fast);
  const slow = sma(close, lengths.slow);
  const equity = new Float64Array(bars).fill(initial, 0, lengths.slow);
  let capacity = 1024;
  let pnl = new Float64Array(capacity);
  let entryBar = new Int32Array(capacity);
  let exitBar = new Int32Array(capacity);
  let trades = 0;
  let [cash, size, entry, entered, signal] = [initial, 0, 0, -1, 0];
  for (let i = lengths.slow; i < bars; i += 1) {
    if (signal !== 0) {
      const price = open[i];
      if (size !== 0) {
        const units = Math.abs(size);
        const fee = units * price * rate;
        cash += size * (price - entry) - fee;
        if (trades === capacity) {
          capacity *= 2;
          pnl = grown(pnl, new Float64Array(capacity));
          entryBar = grown(entryBar, new Int32Array(capacity));
          exitBar = grown(exitBar, new Int32Array(capacity));
        }
        pnl[trades] = size * (price - entry) - fee - units * entry * rate;
        entryBar[trades] = entered;
        exitBar[trades] = i;
        trades += 1;
      }
      const units = Math.floor((cash * (1 - 2 ** -52)) / (price + price * rate));
      size = signal * units;
      entry = price;
      entered = i;
      cash -= units * price * rate;
      signal = 0;
    }
    equity[i] = cash + size * (close[i] - entry);
    if (fast[i - 1] < slow[i - 1] && fast[i] > slow[i]) signal = size > 0 ? 0 : 1;
    else if (slow[i - 1] < fast[i - 1] && slow[i] > fast[i]) signal = size < 0 ? 0 : -1;
  }
  return { trades, equity, pnl: pnl.subarray(0, trades), final: equity[bars - 1] };
}

function grown(old, wider) {
  wider.set(old);
  return wider;
}
