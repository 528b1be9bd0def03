import { findAnnualPeriods, findBarPeriod } from './bar-period.js';
import { findPeriodEnds } from './period-returns.js';

/** What metrics ask of the times of bars, each found once; runs over the same bars may share it. */
export class TimeGrid {
  private period: number | undefined;
  private annual: number | undefined;
  private ends: Int32Array | undefined;

  /** UTC milliseconds, ascending. */
  constructor(readonly times: Float64Array) {}

  /** P of engine-semantics B, milliseconds: the median of the last 99 time steps. */
  get barPeriodMs(): number {
    return (this.period ??= findBarPeriod(this.times));
  }

  /** A: periods per year. */
  get annualPeriods(): number {
    return (this.annual ??= findAnnualPeriods(this.times, this.barPeriodMs));
  }

  /** The last bar of each day (week, month, year where bars are that long). */
  get periodEnds(): Int32Array {
    return (this.ends ??= findPeriodEnds(this.times, this.barPeriodMs));
  }
}
