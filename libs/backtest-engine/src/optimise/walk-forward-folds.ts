/** How a walk-forward analysis cuts time. */
export interface WalkForwardOptions {
  /** Test segments, one after the other up to the last bar. */
  folds: number;
  /** Rolling: training windows of one length. Anchored: all begin with the first bar. */
  mode: 'rolling' | 'anchored';
  /** Length of the (first) training window as a share of it and one test segment. */
  trainShare: number;
  /** Bars left out between training and test. */
  purgeBars: number;
}

/** Half-open ranges of bars. */
export interface Fold {
  train: Span;
  test: Span;
}

export interface Span {
  from: number;
  to: number;
}

const LEAST_BARS = 2;
/** A share such as 0.6 is no binary fraction. */
const ROUNDING = 1e-9;

/**
 * Folds over `bars` bars. With test segments of length L and training windows of length t = L s / (1 - s) the whole is
 * t + folds × L; what does not divide goes to the first training window. The last `purgeBars` of each training
 * window are left out, so that a position held across the border is not known from both sides (López de Prado, Advances in
 * Financial Machine Learning, 2018, chapter 7). Undefined when there are too few bars.
 */
export function planFolds(bars: number, options: WalkForwardOptions): Fold[] | undefined {
  const { folds, mode, trainShare, purgeBars } = options;
  const ratio = trainShare / (1 - trainShare);
  const test = Math.floor(bars / (ratio + folds) + ROUNDING);
  const firstTest = bars - folds * test;
  const train = mode === 'rolling' ? Math.floor(test * ratio + ROUNDING) : firstTest;
  if (test < LEAST_BARS || train - purgeBars < LEAST_BARS) return undefined;
  return Array.from({ length: folds }, (_, fold) => {
    const from = firstTest + fold * test;
    return {
      train: { from: mode === 'rolling' ? from - train : 0, to: from - purgeBars },
      test: { from, to: from + test },
    };
  });
}
