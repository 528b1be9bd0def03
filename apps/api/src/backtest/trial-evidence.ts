import { deflateAmong } from '#backtest-engine';
import type { JudgedTrial } from '#database';
import { finiteOrNull } from '#domain';
import type { TrialEvidenceDto } from './trial-evidence.dto.js';

/** Null for a run that is older than the ledger of trials. */
export function toTrialEvidence(judged: JudgedTrial | undefined): TrialEvidenceDto | null {
  if (judged === undefined) return null;
  const { trial, spread, overfitting } = judged;
  const { returns, sharpe, skewness, kurtosis } = trial;
  const moments = {
    count: returns,
    sharpe: sharpe ?? NaN,
    skewness: skewness ?? NaN,
    kurtosis: kurtosis ?? NaN,
  };
  const { deflated } = deflateAmong(moments, trial, spread);
  return {
    count: spread.count,
    deflated_sharpe_ratio: finiteOrNull(deflated),
    probability_of_overfitting: overfitting,
  };
}
