import type { CorporateActionRepository } from '#database';
import { toTimedActions, type BarSeries, type TimedAction } from '#domain';
import { toAsOfInstant } from './request-range.js';

/** The splits and dividends that lie between the bars of series, of each symbol once, as known at `asOf`. */
export async function loadTimedActions(
  actions: Pick<CorporateActionRepository, 'list'>,
  series: readonly BarSeries[],
  asOf: string | null,
): Promise<TimedAction[]> {
  const listed = await Promise.all(
    [...new Map(series.map((one) => [one.symbol, one])).values()].map(async (one) => {
      return toTimedActions(one, await actions.list(one.symbol, toAsOfInstant(asOf, one.timeZone)));
    }),
  );
  return listed.flat();
}
