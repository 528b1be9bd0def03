import {
  isDate,
  TIMEFRAME_MS,
  toDate,
  type Bar,
  type CorporateAction,
  type IntradayTimeframe,
} from '#domain';
import { toDateWindows } from '../date-windows.js';
import type { DailyBarsRequest, Fetch } from '../market-data-provider.js';
import { ProviderError } from '../provider-error.js';
import { memberOf, numberOf } from '../read-json.js';
import { newYorkInstant } from '../rows/publication.js';
import type { FmpList } from './fmp-list.js';

/** An answer has at most 5,000 rows and drops the oldest without a word: this much is sure to be less. */
const CHUNK_YEARS = 10;
/** Dividends and splits of a symbol, of all times. */
const ALL = 1_000;

/** How it calls lengths of bars, and of how many days it gives them at once. */
const INTRADAY: Readonly<Record<IntradayTimeframe, { path: string; days: number }>> = {
  '1m': { path: '1min', days: 3 },
  '5m': { path: '5min', days: 10 },
  '15m': { path: '15min', days: 45 },
  '30m': { path: '30min', days: 30 },
  '1h': { path: '1hour', days: 90 },
};

/** Prices come adjusted for splits. */
export function createFmpPrices(list: FmpList): Fetch<'historical_prices'> {
  return async (request) => {
    const { symbol, signal } = request;
    const bars = await fetchBars(list, request);
    // It answers an unknown symbol with an empty list as well.
    if (bars.length === 0)
      throw new ProviderError('fmp', 'empty', 'fmp has no prices of that symbol and time');
    return { bars, actions: await fetchActions(list, symbol, signal), adjusted: 'split' };
  };
}

/** Bars of the regular sessions, stamped with the clock of New York at which they open; adjusted as the daily ones. */
export function createFmpIntraday(list: FmpList): Fetch<'intraday_prices'> {
  return async ({ symbol, from, to, timeframe, signal }) => {
    const { path, days } = INTRADAY[timeframe];
    const bars: Bar[] = [];
    for (const window of toDateWindows(from, to, days)) {
      const rows = await list(`/historical-chart/${path}`, { symbol, ...window }, signal);
      bars.push(...rows.map((row) => toBarAt(newYorkInstant(memberOf(row, 'date')) ?? NaN, row)));
    }
    if (bars.length === 0)
      throw new ProviderError('fmp', 'empty', 'fmp has no prices of that symbol and time');
    return { bars, actions: await fetchActions(list, symbol, signal), adjusted: 'split' };
  };
}

async function fetchActions(list: FmpList, symbol: string, signal: AbortSignal): Promise<CorporateAction[]> {
  const splits = (await list('/splits', { symbol, limit: ALL }, signal)).map(toSplit);
  const dividends = (await list('/dividends', { symbol, limit: ALL }, signal)).map(toDividend);
  return [...splits, ...dividends.filter(({ value }) => value > 0)];
}

async function fetchBars(list: FmpList, { symbol, from, to, signal }: DailyBarsRequest): Promise<Bar[]> {
  const bars: Bar[] = [];
  for (let start = from; start <= to;) {
    const next = `${Number(start.slice(0, 4)) + CHUNK_YEARS}-01-01`;
    const end = next > to ? to : toDate(Date.parse(next) - TIMEFRAME_MS['1d']);
    const rows = await list('/historical-price-eod/full', { symbol, from: start, to: end }, signal);
    bars.push(...rows.map(toBar));
    start = next;
  }
  return bars;
}

function dateOf(row: unknown): string {
  const date = memberOf(row, 'date');
  if (typeof date === 'string' && isDate(date)) return date;
  throw new ProviderError('fmp', 'misunderstood', 'fmp sent a row without a date');
}

const toBar = (row: unknown): Bar => toBarAt(Date.parse(dateOf(row)), row);

function toBarAt(openTime: number, row: unknown): Bar {
  const [open, high, low, close, volume] = ['open', 'high', 'low', 'close', 'volume'].map((name) =>
    numberOf(memberOf(row, name)),
  );
  return { openTime, open, high, low, close, volume };
}

function toSplit(row: unknown): CorporateAction {
  const value = numberOf(memberOf(row, 'numerator')) / numberOf(memberOf(row, 'denominator'));
  return { exDate: dateOf(row), kind: 'split', value };
}

/** `dividend` is the cash of its day, `adjDividend` that on today's shares. */
function toDividend(row: unknown): CorporateAction {
  return { exDate: dateOf(row), kind: 'dividend', value: numberOf(memberOf(row, 'dividend')) };
}
