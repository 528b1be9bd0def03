/** An instrument that may be held: it trades now, its conditions are true and its figures are known. */
export interface Candidate {
  readonly instrument: number;
  /** The larger, the better; equal ranks keep their order. */
  readonly rank: number;
  /** Relative weight, greater than zero. */
  readonly weight: number;
}

/** The best `top` by rank, in the order of rank. */
export function pickBest(candidates: readonly Candidate[], top = Infinity): Candidate[] {
  return [...candidates].sort((left, right) => right.rank - left.rank).slice(0, top);
}

/**
 * Fractions of the whole in proportion to the weights, none above `maxWeight`: what a limit cuts off goes to the
 * others in proportion, and stays over when all are at the limit. Their sum is `whole` at most.
 */
export function scaleWeights(weights: readonly number[], maxWeight: number, whole = 1): number[] {
  const fractions = weights.map(() => 0);
  const free = new Set(weights.keys());
  let left = whole;
  while (free.size > 0) {
    let sum = 0;
    for (const index of free) sum += weights[index];
    const capped = [...free].filter((index) => (weights[index] / sum) * left > maxWeight);
    for (const index of capped) {
      fractions[index] = maxWeight;
      free.delete(index);
    }
    left -= capped.length * maxWeight;
    if (capped.length > 0) continue;
    for (const index of free) fractions[index] = (weights[index] / sum) * left;
    break;
  }
  return fractions;
}
