import { toDate, type DatasetRow } from '#domain';
import { SIM_SERIES, type SimSeries } from '../economic-series.js';
import { createDraws, drawBetween, roundTo } from '../seeded-draws.js';
import type { SimDataset, SimRequest } from '../sim-request.js';
import { periodsBetween, releaseOf, simulateValue } from '../simulate-economy.js';

const DAY = 86_400_000;
/** A release is on the calendar so long before. */
const LISTED_AHEAD = 45 * DAY;
/** The longest time from the beginning of the period before to the release of one. */
const LONGEST_LAG = 230 * DAY;
/** How far those who are asked lie beside the value, as part of it. */
const MISTAKE = 0.004;

/** The releases of the series of the simulated economy, with what came of them once it is out. */
export const economicEvents: SimDataset<'economic_events'> = {
  batchSize: 100,
  about: ['world'],
  rows: (request) =>
    SIM_SERIES.flatMap((series) => {
      const periods = periodsBetween(series, toDate(Date.parse(request.from) - LONGEST_LAG), request.to);
      return periods.flatMap((period, index) => toRow(request, series, period, periods[index - 1]) ?? []);
    }),
};

function toRow(
  { market: { seed }, now }: SimRequest,
  series: SimSeries,
  period: string,
  periodBefore: string | undefined,
): DatasetRow<'economic_events'> | undefined {
  const { event, unit, digits } = series;
  if (!event) return undefined;
  const { ended, date, instant } = releaseOf(series, period);
  const value = simulateValue(seed, series, period);
  const isOut = instant <= now;
  // Nobody has an opinion on a period that is not over, and the value before is known from its own release on.
  const mistake = MISTAKE * drawBetween(createDraws(seed, series.id, period, 'asked'), -1, 1);
  const isAsked = value !== null && ended + DAY <= now;
  const hasBefore = periodBefore !== undefined && releaseOf(series, periodBefore).instant <= now;
  return {
    ...{ country: 'US', event: event.name, date, scheduledAt: instant, category: event.category },
    ...{ importance: event.importance, currency: 'USD', unit },
    consensus: isAsked ? roundTo(value * (1 + mistake), digits) : null,
    previous: hasBefore ? simulateValue(seed, series, periodBefore) : null,
    ...{ revised: null, actual: isOut ? value : null, referencePeriod: period.slice(0, 7) },
    publishedAt: isOut ? instant : instant - LISTED_AHEAD,
  };
}
