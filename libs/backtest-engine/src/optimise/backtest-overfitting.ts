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
  const split = blocks >> 1;
  const scores = new HalfScores(
    trials,
    new ChoiceSums({ trials, counts, sums, squares }, 0, split),
    new ChoiceSums({ trials, counts, sums, squares }, split, blocks),
  );
  // Each half without the first block is the other side of one with it.
  const withFirst = choicesBySize(split).map((choices) => choices.filter((choice) => (choice & 1) === 1));
  let [combinations, overfitted, lost] = [0, 0, 0];
  choicesBySize(blocks - split).forEach((lates, size) => {
    for (const late of lates) {
      for (const early of withFirst[split - size] ?? []) {
        scores.compute(early, late);
        combinations += 2;
        overfitted += scores.countOverfitted();
        lost += scores.countLost();
      }
    }
  });
  return {
    probability: overfitted / combinations,
    lossProbability: lost / combinations,
    combinations,
    blocks,
  };
}

/** What a trial's returns vary by at the least, as a share of their squares: below is the rounding of the sums. */
const ROUNDING = 1e-15;

/** The scores of all trials in a half of time and in the other. */
class HalfScores {
  private readonly inside: Float64Array;
  private readonly outside: Float64Array;
  /** The trial with the highest score in each. */
  private bestInside = 0;
  private bestOutside = 0;

  constructor(
    private readonly trials: number,
    private readonly earlySums: ChoiceSums,
    private readonly lateSums: ChoiceSums,
  ) {
    this.inside = new Float64Array(trials);
    this.outside = new Float64Array(trials);
  }

  /**
   * For the half of these choices of early and of late blocks. With S the sum of n returns and Q that of their squares, a
   * score is S × |S| / Q: among trials of one half it rises with the Sharpe ratio and has its sign. Both halves in one loop:
   * it is looped over thousands of times, and going round costs as much as a sum.
   */
  compute(early: number, late: number): void {
    const { trials, inside, outside, earlySums, lateSums } = this;
    const { sums: a, squares: aa } = earlySums;
    const { sums: b, squares: bb } = lateSums;
    const [i, j] = [early * trials, late * trials];
    const [k, l] = [earlySums.without(early) * trials, lateSums.without(late) * trials];
    const share = (1 + ROUNDING) / (earlySums.countOf(early) + lateSums.countOf(late));
    const otherShare = (1 + ROUNDING) / (earlySums.countWithout(early) + lateSums.countWithout(late));
    let [best, highest, otherBest, otherHighest] = [0, -Infinity, 0, -Infinity];
    for (let trial = 0; trial < trials; trial += 1) {
      const sum = a[i + trial] + b[j + trial];
      const square = aa[i + trial] + bb[j + trial];
      const product = sum * Math.abs(sum);
      const score = Math.abs(product) * share < square ? product / square : 0;
      inside[trial] = score;
      if (score > highest) {
        highest = score;
        best = trial;
      }
      const otherSum = a[k + trial] + b[l + trial];
      const otherSquare = aa[k + trial] + bb[l + trial];
      const otherProduct = otherSum * Math.abs(otherSum);
      const otherScore = Math.abs(otherProduct) * otherShare < otherSquare ? otherProduct / otherSquare : 0;
      outside[trial] = otherScore;
      if (otherScore > otherHighest) {
        otherHighest = otherScore;
        otherBest = trial;
      }
    }
    this.bestInside = best;
    this.bestOutside = otherBest;
  }

  /**
   * In how many of the two halves, 0 to 2, the best of the other has a relative rank of at most one half. The rank goes from the
   * worst (1) to the best (N), among equals it is the middle one. `Number` keeps the loop free of branches.
   */
  countOverfitted(): number {
    const { trials, inside, outside } = this;
    const chosen = inside[this.bestOutside];
    const otherChosen = outside[this.bestInside];
    let [below, notAbove, otherBelow, otherNotAbove] = [0, 0, 0, 0];
    for (let trial = 0; trial < trials; trial += 1) {
      const score = inside[trial];
      const otherScore = outside[trial];
      below += Number(score < chosen);
      notAbove += Number(score <= chosen);
      otherBelow += Number(otherScore < otherChosen);
      otherNotAbove += Number(otherScore <= otherChosen);
    }
    return Number(below + notAbove <= trials) + Number(otherBelow + otherNotAbove <= trials);
  }

  /** In how many of the two the best of the other lost. */
  countLost(): number {
    return Number(this.inside[this.bestOutside] < 0) + Number(this.outside[this.bestInside] < 0);
  }
}

/**
 * Sums of returns and of their squares over every choice of the blocks `from` to `to`, a bit each: made beforehand, so that
 * those over any half of time are one addition. A row by trial for each choice.
 */
class ChoiceSums {
  readonly sums: Float64Array;
  readonly squares: Float64Array;
  private readonly counts: Float64Array;

  constructor({ trials, counts, sums, squares }: BlockSums, from: number, to: number) {
    this.sums = sumChoices(sums, trials, from, to);
    this.squares = sumChoices(squares, trials, from, to);
    this.counts = sumChoices(counts, 1, from, to);
  }

  /** All other blocks. */
  without(choice: number): number {
    return this.counts.length - 1 - choice;
  }

  /** Returns in the blocks of a choice. */
  countOf(choice: number): number {
    return this.counts[choice];
  }

  countWithout(choice: number): number {
    return this.counts[this.without(choice)];
  }
}

function sumChoices(values: Float64Array, trials: number, from: number, to: number): Float64Array {
  const blocks = values.length / trials;
  const table = new Float64Array(2 ** (to - from) * trials);
  for (let choice = 1; choice < 2 ** (to - from); choice += 1) {
    const newest = 31 - Math.clz32(choice);
    const rest = (choice - 2 ** newest) * trials;
    for (let trial = 0, block = from + newest; trial < trials; trial += 1, block += blocks)
      table[choice * trials + trial] = table[rest + trial] + values[block];
  }
  return table;
}

/** All choices of so many blocks, by the number of blocks in them. */
function choicesBySize(blocks: number): number[][] {
  const bySize = Array.from({ length: blocks + 1 }, (): number[] => []);
  for (let choice = 0; choice < 2 ** blocks; choice += 1) bySize[countBits(choice)].push(choice);
  return bySize;
}

function countBits(choice: number): number {
  let count = 0;
  for (let rest = choice; rest > 0; rest &= rest - 1) count += 1;
  return count;
}
