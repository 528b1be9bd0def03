import { createStampReader } from '../../csv/stamp.js';
import type { RowsSource } from '../market-data-provider.js';
import { ProviderError } from '../provider-error.js';
import { memberOf } from '../read-json.js';
import { listDays, shiftDays } from '../rows/list-days.js';
import { readColumns, toText, type DraftRow, type FieldNames } from '../rows/read-columns.js';
import { bySubject, ofDays } from '../rows/rows-source.js';
import type { FmpList } from './fmp-list.js';

/** Its names, which count by their case, for series by their ids at FRED. */
const NAMES: Readonly<Record<string, string>> = {
  GDP: 'GDP',
  GDPC1: 'realGDP',
  CPIAUCSL: 'CPI',
  UNRATE: 'unemploymentRate',
  PAYEMS: 'totalNonfarmPayroll',
  FEDFUNDS: 'federalFunds',
  ICSA: 'initialClaims',
  RSAFS: 'retailSales',
  INDPRO: 'industrialProductionTotalIndex',
  UMCSENT: 'consumerSentiment',
};

/** The latest values; neither when they were published nor what they were before is told. */
export function createFmpIndicators(list: FmpList): RowsSource<'economic_indicators'> {
  return bySubject('fmp', 'economic_indicators', async (series, { from, to, signal }) => {
    const name = NAMES[series];
    if (!name) throw new ProviderError('fmp', 'unknown_symbol', 'fmp does not have the series');
    const rows = await list('/economic-indicators', { name, from, to }, signal);
    return rows.map((row) => ({
      ...readColumns('economic_indicators', { period: 'date', value: 'value' }, row),
      ...{ series, country: 'US' },
    }));
  });
}

const WEEK = 7;
const readUtc = createStampReader('UTC');

const EVENT: FieldNames<'economic_events'> = {
  country: 'country',
  event: 'event',
  date: 'date',
  currency: 'currency',
  unit: 'unit',
  consensus: 'estimate',
  previous: 'previous',
  actual: 'actual',
};

/** Everybody's releases, a request for each week. Its clock is UTC. */
export function createFmpEvents(list: FmpList): RowsSource<'economic_events'> {
  return ofDays('fmp', 'economic_events', async ({ from, to, signal }) => {
    const drafts = [];
    for (const start of listDays(from, to, WEEK)) {
      const end = shiftDays(start, WEEK - 1);
      const rows = await list('/economic-calendar', { from: start, to: end < to ? end : to }, signal);
      drafts.push(...rows.map(readEvent));
    }
    return drafts;
  });
}

function readEvent(row: unknown): DraftRow<'economic_events'> {
  const draft = readColumns('economic_events', EVENT, row);
  const stamp = readUtc(toText(memberOf(row, 'date')) ?? '');
  const scheduledAt = stamp && !stamp.isDay ? stamp.instant : null;
  return {
    ...draft,
    scheduledAt,
    importance: toText(memberOf(row, 'impact'))?.toLowerCase() ?? null,
    publishedAt: draft.actual === null ? null : scheduledAt,
  };
}
