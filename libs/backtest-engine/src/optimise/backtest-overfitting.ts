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
export function computeOverfitting({ trials, counts, sums, squares }: BlockSums): Overfitting | undefined {
  const blocks = counts.length;
  if (trials < 2 || blocks < 2) return undefined;
  const choices = new ChoiceSums(trials, sums, squares, blocks);
  const all = 2 ** blocks - 1;
  const left = new Float64Array(trials);
  const right = new Float64Array(trials);
  let [combinations, overfitted, lost] = [0, 0, 0];
  const judge = (best: number, outside: Float64Array): void => {
    const chosen = outside[best];
    combinations += 1;
    if (relativeRank(outside, chosen) <= 0.5) overfitted += 1;
    if (chosen < 0) lost += 1;
  };
  // Each half without the first block is the other side of one with it.
  for (let half = 1; half < all; half += 2) {
    if (countBits(half) !== blocks >> 1) continue;
    const bestLeft = choices.score(half, countReturns(counts, half), left);
    const bestRight = choices.score(all - half, countReturns(counts, all - half), right);
    judge(bestLeft, right);
    judge(bestRight, left);
  }
  return {
    probability: overfitted / combinations,
    lossProbability: lost / combinations,
    combinations,
    blocks,
  };
}

/**
 * Scores of all trials over any choice of blocks, a bit each. Sums over every choice among the first half of the blocks
 * and among the second are made beforehand, so that those over any choice are one addition.
 */
class ChoiceSums {
  private readonly split: number;
  private readonly sums: readonly [Float64Array, Float64Array];
  private readonly squares: readonly [Float64Array, Float64Array];

  constructor(
    private readonly trials: number,
    sums: Float64Array,
    squares: Float64Array,
    blocks: number,
  ) {
    this.split = blocks >> 1;
    const tables = (values: Float64Array): readonly [Float64Array, Float64Array] => [
      sumChoices(values, blocks, 0, this.split),
      sumChoices(values, blocks, this.split, blocks),
    ];
    this.sums = tables(sums);
    this.squares = tables(squares);
  }

  /**
   * Fills the scores and gives the index of the highest. A score is mean × |mean| / mean square: it rises with the Sharpe
   * ratio and has its sign.
   */
  score(choice: number, count: number, scores: Float64Array): number {
    const { trials, split } = this;
    const [sumsA, sumsB] = this.sums;
    const [squaresA, squaresB] = this.squares;
    const first = (choice & (2 ** split - 1)) * trials;
    const second = (choice >> split) * trials;
    let best = 0;
    let highest = -Infinity;
    for (let trial = 0; trial < trials; trial += 1) {
      const mean = (sumsA[first + trial] + sumsB[second + trial]) / count;
      const square = (squaresA[first + trial] + squaresB[second + trial]) / count;
      // Below the rounding of the sums nothing moved.
      const score = square - mean * mean > 1e-15 * square ? (mean * Math.abs(mean)) / square : 0;
      scores[trial] = score;
      if (score > highest) {
        highest = score;
        best = trial;
      }
    }
    return best;
  }
}

/** Sums over all choices of the blocks `from` to `to`: rows of a value per trial, by the bits of the choice. */
function sumChoices(values: Float64Array, blocks: number, from: number, to: number): Float64Array {
  const trials = values.length / blocks;
  const table = new Float64Array(2 ** (to - from) * trials);
  for (let choice = 1; choice < 2 ** (to - from); choice += 1) {
    const newest = 31 - Math.clz32(choice);
    const rest = (choice - 2 ** newest) * trials;
    for (let trial = 0; trial < trials; trial += 1)
      table[choice * trials + trial] = table[rest + trial] + values[trial * blocks + from + newest];
  }
  return table;
}

function countReturns(counts: Float64Array, choice: number): number {
  let count = 0;
  for (let block = 0; block < counts.length; block += 1) if ((choice >> block) & 1) count += counts[block];
  return count;
}

function countBits(choice: number): number {
  let count = 0;
  for (let rest = choice; rest > 0; rest &= rest - 1) count += 1;
  return count;
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
