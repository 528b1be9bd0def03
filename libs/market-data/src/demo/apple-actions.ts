import type { CorporateAction } from '#domain';

/** Cash per share as it was paid, so before the split on the old shares. */
const DIVIDENDS: readonly [exDate: string, cash: number][] = [
  ['2013-08-08', 3.05],
  ['2013-11-06', 3.05],
  ['2014-02-06', 3.05],
  ['2014-05-08', 3.29],
  ['2014-08-07', 0.47],
  ['2014-11-06', 0.47],
  ['2015-02-05', 0.47],
  ['2015-05-07', 0.52],
  ['2015-08-06', 0.52],
  ['2015-11-05', 0.52],
  ['2016-02-04', 0.52],
  ['2016-05-05', 0.57],
  ['2016-08-04', 0.57],
  ['2016-11-03', 0.57],
  ['2017-02-09', 0.57],
  ['2017-05-11', 0.63],
  ['2017-08-10', 0.63],
  ['2017-11-10', 0.63],
  ['2018-02-09', 0.63],
  ['2018-05-11', 0.73],
];

/**
 * What Apple did to its shares inside the demo file's range. The dividends are those that the file's adjusted close
 * steps by; that column itself is not taken, because before the split it sets them against split-adjusted prices.
 */
export const APPLE_ACTIONS: readonly CorporateAction[] = [
  { exDate: '2014-06-09', kind: 'split', value: 7 },
  ...DIVIDENDS.map(([exDate, value]) => ({ exDate, kind: 'dividend', value }) as const),
];
