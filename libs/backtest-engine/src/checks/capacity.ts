import type { PreparedRun } from '../prepared-run.js';
import type { Simulation } from '../simulation.js';

/** The share of a bar's volume beyond which a fill could not have been had at its price. */
export const VOLUME_SHARE = 0.05;

/** How large an account could have been before one of its fills came to more than `VOLUME_SHARE` of its bar's volume. */
export interface Capacity {
  readonly volumeShare: number;
  /** The largest share of a bar's volume that a fill came to, and where; null where no filled bar has a volume. */
  readonly largestShare: number | null;
  readonly symbol: string | null;
  /** Of the timeline. */
  readonly bar: number | null;
  /** By which all sizes may be multiplied until that fill is at the limit, and the capital that this comes to. */
  readonly sizeFactor: number | null;
  readonly capital: number | null;
  /** Fills in bars whose volume is zero or unknown; they are left out. */
  readonly fillsWithoutVolume: number;
}

/** Sizes are taken to grow with the capital, as those by fractions of it do. */
export function measureCapacity({ input }: PreparedRun, { recorder, market }: Simulation): Capacity {
  let largest = { share: 0, instrument: -1, bar: -1 };
  let fillsWithoutVolume = 0;
  recorder.orders.eachFill((instrument, bar, units) => {
    const row = market.rowAt(instrument, bar);
    const volume = row < 0 ? NaN : market.series[instrument].volume[row];
    if (!(volume > 0)) fillsWithoutVolume += 1;
    else if (units / volume > largest.share) largest = { share: units / volume, instrument, bar };
  });
  const { share, instrument, bar } = largest;
  const isKnown = instrument >= 0;
  const sizeFactor = isKnown ? VOLUME_SHARE / share : null;
  return {
    ...{ volumeShare: VOLUME_SHARE, largestShare: isKnown ? share : null, fillsWithoutVolume },
    ...{ symbol: isKnown ? market.series[instrument].symbol : null, bar: isKnown ? bar : null },
    ...{ sizeFactor, capital: sizeFactor === null ? null : sizeFactor * input.request.initialCapital },
  };
}
