import { BarkeepError, isDate, type IntradayTimeframe } from '#domain';
import type { ProvidedDataset } from '#config';
import { toBatches } from '../providers/batches.js';
import { toDateWindows } from '../providers/date-windows.js';

/** Subjects that are done together, so that a run that ends loses little. */
const SUBJECTS_PER_CHUNK = 10;

/**
 * How many days a provider is asked for at once: as many as its answer has room for. Null: what such rows said in the
 * past can no longer be had.
 */
const DAYS_PER_REQUEST: Readonly<Record<ProvidedDataset, number | null>> = {
  historical_prices: Infinity,
  stock_quotes: null,
  options_chain: null,
  fundamentals: Infinity,
  dividends: Infinity,
  earnings_transcripts: 366,
  economic_indicators: Infinity,
  earnings: Infinity,
  earnings_calendar: 31,
  news: 7,
  economic_events: 7,
  company_info: null,
};

/** Of bars shorter than a day: little enough that a run that ends loses little. */
const DAYS_OF_BARS: Readonly<Record<IntradayTimeframe, number>> = {
  ...{ '1m': 7, '5m': 30, '15m': 90, '30m': 90, '1h': 365 },
};

export interface BackfillRequest {
  dataset: ProvidedDataset;
  /** Of prices; daily ones when absent. */
  timeframe?: IntradayTimeframe;
  /** Symbols or ids of series; of events a word that stands for them. */
  subjects: readonly string[];
  /** `YYYY-MM-DD`, both inclusive. */
  start: string;
  end: string;
}

export interface BackfillChunk {
  subjects: readonly string[];
  from: string;
  to: string;
}

export interface BackfillPlan {
  dataset: ProvidedDataset;
  timeframe?: IntradayTimeframe;
  /** The newest days first: they are the most wanted. */
  chunks: BackfillChunk[];
  /** What providers will be asked at least: one question for each subject and window. */
  requests: number;
}

/**
 * Cuts a backfill into chunks.
 * @throws BarkeepError PARAMETER_INVALID for what can't be had later, dates that are none, and an end before the start.
 */
export function planBackfill(request: BackfillRequest): BackfillPlan {
  const { dataset, timeframe, subjects, start, end } = request;
  if (timeframe && dataset !== 'historical_prices')
    throw new BarkeepError('PARAMETER_INVALID', `Only prices have a timeframe, ${dataset} has none`);
  const days = timeframe ? DAYS_OF_BARS[timeframe] : DAYS_PER_REQUEST[dataset];
  if (days === null)
    throw new BarkeepError('PARAMETER_INVALID', `What ${dataset} said in the past can no longer be had`);
  if (!isDate(start) || !isDate(end) || start > end)
    throw new BarkeepError('PARAMETER_INVALID', 'A backfill goes from a date to one that is no earlier');
  const groups = toBatches([...new Set(subjects)], SUBJECTS_PER_CHUNK);
  const chunks = toDateWindows(start, end, days).flatMap((window) =>
    groups.map((group) => ({ subjects: group, ...window })),
  );
  const isWorld = dataset === 'economic_events';
  const requests = chunks.reduce((sum, chunk) => sum + (isWorld ? 1 : chunk.subjects.length), 0);
  return { dataset, timeframe, chunks, requests };
}
