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

/** 1,554 trials in 16 blocks, 24,000 in 8. */
const MOST_VALUES = 1_594_404;

/**
 * For one computation after the other: the scores of all trials in a half of time, those in the other half, and sums over
 * choices of blocks. A constant of the module, so that its address and length stand in the compiled code; `| 0` spares a
 * look for overflows at each index, and both halves share a loop. Together that is twice as fast as columns that are handed
 * over. Pages that are not touched cost nothing.
 */
const memory = new Float64Array(MOST_VALUES);
/** The trials with the highest scores in both halves. */
const best = new Int32Array(2);

/**
 * Probability of backtest overfitting by combinatorially symmetric cross-validation: time is cut into S blocks; for
 * each choice of S/2 of them the trial with the best Sharpe ratio there is ranked among all in the other half; with its
 * relative rank ω = rank / (N + 1) the logit is λ = ln(ω / (1 - ω)), and the probability is the share of λ ≤ 0. Trials that
 * never move have a Sharpe ratio of 0. With many trials neighbouring blocks are joined. Undefined for fewer than two trials.
 * Source: Bailey, Borwein, López de Prado and Zhu, The Probability of Backtest Overfitting, J. Comp. Finance 20 (2017).
 */
export function computeOverfitting(given: BlockSums): Overfitting | undefined {
  const blockSums = joinToFit(given);
  const { trials, counts } = blockSums;
  const blocks = counts.length;
  if (trials < 2 || blocks < 2) return undefined;
  const split = blocks >> 1;
  const width = 2 * trials;
  const lateStart = width * (1 + 2 ** split);
  const early = sumChoices(blockSums, 0, split, width);
  const late = sumChoices(blockSums, split, blocks, lateStart);
  const rowOf = (a: number): number => width + a * width;
  const lateRowOf = (b: number): number => lateStart + b * width;
  // Each half without the first block is the other side of one with it.
  const withFirst = choicesBySize(split).map((choices) => choices.filter((choice) => choice % 2 === 1));
  let [combinations, overfitted, lost] = [0, 0, 0];
  for (const [size, choices] of choicesBySize(blocks - split).entries()) {
    for (const b of choices) {
      for (const a of withFirst[split - size] ?? []) {
        const [notA, notB] = [early.length - 1 - a, late.length - 1 - b];
        const share = 1 / (early[a] + late[b]);
        const otherShare = 1 / (early[notA] + late[notB]);
        scoreHalves(trials, rowOf(a), lateRowOf(b), rowOf(notA), lateRowOf(notB), share, otherShare);
        const chosen = memory[best[1]];
        const otherChosen = memory[trials + best[0]];
        combinations += 2;
        overfitted += countInLowerHalf(trials, chosen, otherChosen);
        lost += Number(chosen < 0) + Number(otherChosen < 0);
      }
    }
  }
  return {
    probability: overfitted / combinations,
    lossProbability: lost / combinations,
    combinations,
    blocks,
  };
}

/** Neighbouring blocks become one until scores and sums have room. */
function joinToFit(given: BlockSums): BlockSums {
  const { trials, counts, sums, squares } = given;
  const split = counts.length >> 1;
  const room = 2 + 2 * (2 ** split + 2 ** (counts.length - split));
  if (trials * room <= MOST_VALUES) return given;
  const join = (values: Float64Array): Float64Array =>
    Float64Array.from({ length: values.length / 2 }, (_, k) => values[2 * k] + values[2 * k + 1]);
  return joinToFit({ trials, counts: join(counts), sums: join(sums), squares: join(squares) });
}

/** What a trial's returns vary by at the least, as a share of their squares: below is the rounding of the sums. */
const ROUNDING = 1e-15;

/**
 * Scores all trials in the half whose sums lie in rows i and j and in the other, in rows k and l; `share` is 1 / n of the
 * half. With S the sum of n returns and Q that of their squares, a score is S × |S| / Q: among trials of one half it rises
 * with the Sharpe ratio and has its sign.
 */
function scoreHalves(
  trials: number,
  i: number,
  j: number,
  k: number,
  l: number,
  share: number,
  otherShare: number,
): void {
  const [most, otherMost] = [share * (1 + ROUNDING), otherShare * (1 + ROUNDING)];
  const [ii, jj, kk, ll] = [i + trials, j + trials, k + trials, l + trials];
  let [first, highest, otherFirst, otherHighest] = [0, -Infinity, 0, -Infinity];
  for (let trial = 0; trial < trials; trial += 1) {
    const sum = memory[(i + trial) | 0] + memory[(j + trial) | 0];
    const square = memory[(ii + trial) | 0] + memory[(jj + trial) | 0];
    const product = sum * Math.abs(sum);
    const score = Math.abs(product) * most < square ? product / square : 0;
    memory[trial] = score;
    if (score > highest) {
      highest = score;
      first = trial;
    }
    const otherSum = memory[(k + trial) | 0] + memory[(l + trial) | 0];
    const otherSquare = memory[(kk + trial) | 0] + memory[(ll + trial) | 0];
    const otherProduct = otherSum * Math.abs(otherSum);
    const otherScore = Math.abs(otherProduct) * otherMost < otherSquare ? otherProduct / otherSquare : 0;
    memory[(trials + trial) | 0] = otherScore;
    if (otherScore > otherHighest) {
      otherHighest = otherScore;
      otherFirst = trial;
    }
  }
  best[0] = first;
  best[1] = otherFirst;
}

/**
 * In how many of the two halves the relative rank of a score is at most one half; ranks go from the worst (1) to the best (N),
 * among equals it is the middle one. `Number` keeps the loop free of branches.
 */
function countInLowerHalf(trials: number, chosen: number, otherChosen: number): number {
  let [below, notAbove, otherBelow, otherNotAbove] = [0, 0, 0, 0];
  for (let trial = 0; trial < trials; trial += 1) {
    const score = memory[trial];
    const otherScore = memory[(trials + trial) | 0];
    below += Number(score < chosen);
    notAbove += Number(score <= chosen);
    otherBelow += Number(otherScore < otherChosen);
    otherNotAbove += Number(otherScore <= otherChosen);
  }
  return Number(below + notAbove <= trials) + Number(otherBelow + otherNotAbove <= trials);
}

/**
 * Sums of returns and of their squares over every choice of the blocks `from` to `to`, a bit each: made beforehand, so that
 * those over any half of time are one addition. The row of a choice, `trials` sums and then as many of squares, begins at
 * `start` + choice × 2 × `trials`. Gives the number of returns in each choice.
 */
function sumChoices(
  { trials, counts, sums, squares }: BlockSums,
  from: number,
  to: number,
  start: number,
): Float64Array {
  const width = 2 * trials;
  const returns = new Float64Array(2 ** (to - from));
  memory.fill(0, start, start + width);
  for (let choice = 1; choice < returns.length; choice += 1) {
    const block = from + 31 - Math.clz32(choice);
    const rest = choice - 2 ** (block - from);
    const [row, into] = [start + rest * width, start + choice * width];
    returns[choice] = returns[rest] + counts[block];
    addBlock(row, into, sums, block, counts.length);
    addBlock(row + trials, into + trials, squares, block, counts.length);
  }
  return returns;
}

/** Writes the sums of a row, each with a block of its trial, to another row; `values` has a row of `blocks` per trial. */
function addBlock(row: number, into: number, values: Float64Array, block: number, blocks: number): void {
  for (let trial = 0, at = block; at < values.length; trial += 1, at += blocks)
    memory[(into + trial) | 0] = memory[(row + trial) | 0] + values[at];
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
