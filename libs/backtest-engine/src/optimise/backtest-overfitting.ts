/** Sums of returns and of their squares, by trial and block of time, a row per trial; `counts` by block. */
export interface BlockSums {
  readonly trials: number;
  readonly counts: Float64Array;
  readonly sums: Float64Array;
  readonly squares: Float64Array;
}

export interface Overfitting {
  /** Probability that the best in one half of time is below the median of all in the other. */
  probability: number;
  /** Share of the halves in which the chosen one lost outside of it. */
  lossProbability: number;
  combinations: number;
  blocks: number;
}

/**
 * Probability of backtest overfitting by combinatorially symmetric cross-validation: time is cut into S blocks; for
 * each choice of S/2 of them the trial with the best Sharpe ratio there is ranked among all in the other half; with its
 * relative rank ω = rank / (N + 1) the logit is λ = ln(ω / (1 - ω)), and the probability is the share of λ ≤ 0. Trials that
 * never move have a Sharpe ratio of 0. Undefined for fewer than two trials.
 * Source: Bailey, Borwein, López de Prado and Zhu, The Probability of Backtest Overfitting, J. Comp. Finance 20 (2017).
 */
export function computeOverfitting(sums: BlockSums): Overfitting | undefined {
  const blocks = sums.counts.length;
  if (sums.trials < 2 || blocks < 2) return undefined;
  const left = new Float64Array(sums.trials);
  const right = new Float64Array(sums.trials);
  let [combinations, overfitted, lost] = [0, 0, 0];
  const judge = (inside: Float64Array, outside: Float64Array): void => {
    const chosen = outside[indexOfLargest(inside)];
    combinations += 1;
    if (relativeRank(outside, chosen) <= 0.5) overfitted += 1;
    if (chosen < 0) lost += 1;
  };
  for (const half of halvesOf(blocks)) {
    // Each half with the first block is the other side of one without it.
    if (half[0] !== 0) break;
    fillSharpes(sums, half, left);
    fillSharpes(sums, complementOf(half, blocks), right);
    judge(left, right);
    judge(right, left);
  }
  return {
    probability: overfitted / combinations,
    lossProbability: lost / combinations,
    combinations,
    blocks,
  };
}

/** All choices of half of the blocks, rising. */
function* halvesOf(blocks: number): Generator<number[]> {
  const half = blocks >> 1;
  const choice = Array.from({ length: half }, (_, k) => k);
  for (;;) {
    yield choice;
    let k = half - 1;
    while (k >= 0 && choice[k] === blocks - half + k) k -= 1;
    if (k < 0) return;
    choice[k] += 1;
    for (let next = k + 1; next < half; next += 1) choice[next] = choice[next - 1] + 1;
  }
}

function complementOf(choice: readonly number[], blocks: number): number[] {
  const rest: number[] = [];
  for (let block = 0; block < blocks; block += 1) if (!choice.includes(block)) rest.push(block);
  return rest;
}

function fillSharpes(
  { trials, counts, sums, squares }: BlockSums,
  chosen: readonly number[],
  sharpes: Float64Array,
): void {
  const blocks = counts.length;
  let count = 0;
  for (const block of chosen) count += counts[block];
  for (let trial = 0; trial < trials; trial += 1) {
    let [sum, square] = [0, 0];
    for (let k = 0; k < chosen.length; k += 1) {
      sum += sums[trial * blocks + chosen[k]];
      square += squares[trial * blocks + chosen[k]];
    }
    const mean = sum / count;
    const spread = square / count - mean * mean;
    // Below the rounding of the sums nothing moved.
    sharpes[trial] = spread > 1e-15 * (square / count) ? mean / Math.sqrt(spread) : 0;
  }
}

function indexOfLargest(values: Float64Array): number {
  let best = 0;
  for (let k = 1; k < values.length; k += 1) if (values[k] > values[best]) best = k;
  return best;
}

/** Rank from the worst (1) to the best (N) over N + 1; among equals the middle one. */
function relativeRank(values: Float64Array, value: number): number {
  let [below, equal] = [0, 0];
  for (let k = 0; k < values.length; k += 1) {
    if (values[k] < value) below += 1;
    else if (values[k] === value) equal += 1;
  }
  return (below + (equal + 1) / 2) / (values.length + 1);
}
