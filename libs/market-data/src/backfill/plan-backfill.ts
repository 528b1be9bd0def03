import { BarkeepError, isDate, TIMEFRAME_MS, toDate } from '#domain';
import type { ProvidedDataset } from '#config';
import { toBatches } from '../providers/batches.js';

const DAY = TIMEFRAME_MS['1d'];
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

export interface BackfillRequest {
  dataset: ProvidedDataset;
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
  /** The newest days first: they are the most wanted. */
  chunks: BackfillChunk[];
  /** What providers will be asked at least: one question for each subject and window. */
  requests: number;
}

/**
 * Cuts a backfill into chunks.
 * @throws BarkeepError PARAMETER_INVALID for what can't be had later, dates that are none, and an end before the start.
 */
export function planBackfill({ dataset, subjects, start, end }: BackfillRequest): BackfillPlan {
  const days = DAYS_PER_REQUEST[dataset];
  if (days === null)
    throw new BarkeepError('PARAMETER_INVALID', `What ${dataset} said in the past can no longer be had`);
  if (!isDate(start) || !isDate(end) || start > end)
    throw new BarkeepError('PARAMETER_INVALID', 'A backfill goes from a date to one that is no earlier');
  const groups = toBatches([...new Set(subjects)], SUBJECTS_PER_CHUNK);
  const chunks = toWindows(start, end, days).flatMap((window) =>
    groups.map((group) => ({ subjects: group, ...window })),
  );
  const isWorld = dataset === 'economic_events';
  const requests = chunks.reduce((sum, chunk) => sum + (isWorld ? 1 : chunk.subjects.length), 0);
  return { dataset, chunks, requests };
}

/** Windows of so many days, the newest first and the oldest the shortest. */
function toWindows(start: string, end: string, days: number): { from: string; to: string }[] {
  const windows: { from: string; to: string }[] = [];
  for (let to = Date.parse(end); to >= Date.parse(start); to -= days * DAY) {
    const from = Math.max(Date.parse(start), to - (days - 1) * DAY);
    windows.push({ from: toDate(from), to: toDate(to) });
  }
  return windows;
}
