/** Changes below this are common and their series short: what is left out is less than the rounding. */
const SMALL = 1 / 128;

/**
 * ln(now / before). For small changes from x = (now - before) / before by the series x - x²/2 + x³/3 - … (N. Mercator,
 * Logarithmotechnia, 1668): a quotient near 1 would be rounded before its logarithm is taken, and the series is cheaper.
 */
export function logChange(now: number, before: number): number {
  const x = (now - before) / before;
  if (!(x < SMALL && x > -SMALL)) return Math.log(now / before);
  return (
    x * (1 - x * (1 / 2 - x * (1 / 3 - x * (1 / 4 - x * (1 / 5 - x * (1 / 6 - x * (1 / 7 - x * (1 / 8))))))))
  );
}
