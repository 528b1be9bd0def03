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
  const left = new HalfScores(trials);
  const right = new HalfScores(trials);
  let [combinations, overfitted, lost] = [0, 0, 0];
  const judge = (rank: number, chosen: number): void => {
    combinations += 1;
    if (rank <= 0.5) overfitted += 1;
    if (chosen < 0) lost += 1;
  };
  // Each half without the first block is the other side of one with it.
  for (let half = 1; half < all; half += 2) {
    if (countBits(half) !== blocks >> 1) continue;
    choices.score(half, countReturns(counts, half), left);
    choices.score(all - half, countReturns(counts, all - half), right);
    judge(relativeRank(right.scores, right.scores[left.best]), right.scores[left.best]);
    judge(relativeRank(left.scores, left.scores[right.best]), left.scores[right.best]);
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
  private readonly early: Float64Array;
  private readonly late: Float64Array;

  constructor(
    private readonly trials: number,
    sums: Float64Array,
    squares: Float64Array,
    blocks: number,
  ) {
    this.split = blocks >> 1;
    this.early = sumChoices(sums, squares, blocks, 0, this.split);
    this.late = sumChoices(sums, squares, blocks, this.split, blocks);
  }

  /**
   * Fills the scores and finds the highest. With S the sum of `count` returns and Q that of their squares, a score is
   * S × |S| / Q: among trials of one choice it rises with the Sharpe ratio and has its sign.
   */
  score(choice: number, count: number, into: HalfScores): void {
    const { trials, split, early, late } = this;
    const { scores } = into;
    const first = (choice & (2 ** split - 1)) * trials * 2;
    const second = (choice >> split) * trials * 2;
    const share = 1 / count;
    let best = 0;
    let highest = -Infinity;
    for (let trial = 0; trial < trials; trial += 1) {
      const a = first + 2 * trial;
      const b = second + 2 * trial;
      const sum = early[a] + late[b];
      const square = early[a + 1] + late[b + 1];
      const product = sum * Math.abs(sum);
      // Below the rounding of the sums nothing moved.
      const score = square - Math.abs(product) * share > 1e-15 * square ? product / square : 0;
      scores[trial] = score;
      if (score > highest) {
        highest = score;
        best = trial;
      }
    }
    into.best = best;
  }
}

/** The scores of all trials over a half of time, and the index of the highest. */
class HalfScores {
  readonly scores: Float64Array;
  best = 0;

  constructor(trials: number) {
    this.scores = new Float64Array(trials);
  }
}

/** Sums and sums of squares over all choices of the blocks `from` to `to`: rows of two per trial, by the bits of the choice. */
function sumChoices(
  sums: Float64Array,
  squares: Float64Array,
  blocks: number,
  from: number,
  to: number,
): Float64Array {
  const width = (sums.length / blocks) * 2;
  const table = new Float64Array(2 ** (to - from) * width);
  for (let choice = 1; choice < 2 ** (to - from); choice += 1) {
    const newest = 31 - Math.clz32(choice);
    const rest = (choice - 2 ** newest) * width;
    for (let at = 0, block = from + newest; at < width; at += 2, block += blocks) {
      table[choice * width + at] = table[rest + at] + sums[block];
      table[choice * width + at + 1] = table[rest + at + 1] + squares[block];
    }
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

/** Rank from the worst (1) to the best (N) over N + 1; among equals the middle one. `Number` keeps the loop free of branches. */
function relativeRank(values: Float64Array, value: number): number {
  let [below, notAbove] = [0, 0];
  for (let k = 0; k < values.length; k += 1) {
    below += Number(values[k] < value);
    notAbove += Number(values[k] <= value);
  }
  return (below + notAbove + 1) / 2 / (values.length + 1);
}
