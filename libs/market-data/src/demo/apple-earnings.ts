import { instantInZone, xnys, type DatasetRow } from '#domain';
import { APPLE_ACTIONS } from './apple-actions.js';

/** Apple releases its results half an hour after the close in New York. */
const RELEASE_MINUTE = 16 * 60 + 30;

/** Diluted earnings per share as they were reported, in the shares of the day. */
const REPORTS: readonly [periodEnding: string, reportDate: string, eps: number][] = [
  ['2012-06-30', '2012-07-24', 9.32],
  ['2012-09-29', '2012-10-25', 8.67],
  ['2012-12-29', '2013-01-23', 13.81],
  ['2013-03-30', '2013-04-23', 10.09],
  ['2013-06-29', '2013-07-23', 7.47],
  ['2013-09-28', '2013-10-28', 8.26],
  ['2013-12-28', '2014-01-27', 14.5],
  ['2014-03-29', '2014-04-23', 11.62],
  ['2014-06-28', '2014-07-22', 1.28],
  ['2014-09-27', '2014-10-20', 1.42],
  ['2014-12-27', '2015-01-27', 3.06],
  ['2015-03-28', '2015-04-27', 2.33],
  ['2015-06-27', '2015-07-21', 1.85],
  ['2015-09-26', '2015-10-27', 1.96],
  ['2015-12-26', '2016-01-26', 3.28],
  ['2016-03-26', '2016-04-26', 1.9],
  ['2016-06-25', '2016-07-26', 1.42],
  ['2016-09-24', '2016-10-25', 1.67],
  ['2016-12-31', '2017-01-31', 3.36],
  ['2017-04-01', '2017-05-02', 2.1],
  ['2017-07-01', '2017-08-01', 1.67],
  ['2017-09-30', '2017-11-02', 2.07],
  ['2017-12-30', '2018-02-01', 3.89],
  ['2018-03-31', '2018-05-01', 2.73],
];

/**
 * Apple's quarterly results inside the demo file's range. What was expected is not analysts' consensus, which is nobody's
 * to give away, but the quarter of a year before: the seasonal random walk of Foster (1977) and of Bernard and Thomas
 * (1989), who found the drift after earnings with it.
 */
export const APPLE_EARNINGS: readonly DatasetRow<'earnings'>[] = REPORTS.map(
  ([periodEnding, reportDate, epsActual], quarter) => {
    const yearBefore = quarter < 4 ? undefined : REPORTS[quarter - 4];
    const epsEstimated = yearBefore ? yearBefore[2] / sharesBetween(yearBefore[1], reportDate) : null;
    return {
      ...{ symbol: 'AAPL', periodEnding, reportDate, epsActual, epsEstimated },
      publishedAt: instantInZone(reportDate, RELEASE_MINUTE, xnys.timeZone),
      // The fiscal year ends with September.
      fiscalYear: Number(periodEnding.slice(0, 4)) + (periodEnding.slice(5, 7) === '12' ? 1 : 0),
      fiscalPeriod: `Q${((quarter + 2) % 4) + 1}`,
      surpriseFraction: epsEstimated === null ? null : (epsActual - epsEstimated) / Math.abs(epsEstimated),
      ...{ revenueActual: null, revenueEstimated: null },
    };
  },
);

/** How many shares became of one from one date to the other. */
function sharesBetween(from: string, to: string): number {
  const splits = APPLE_ACTIONS.filter(
    ({ kind, exDate }) => kind === 'split' && exDate > from && exDate <= to,
  );
  return splits.reduce((shares, { value }) => shares * value, 1);
}
