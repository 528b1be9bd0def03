import { dateInZone, type Bar, type CorporateAction } from '#domain';
import { ProviderError } from '../provider-error.js';
import type { VendorHttp } from '../http/vendor-http.js';
import type { BarsAnswer } from '../market-data-provider.js';
import { listOf, memberOf, numberOf } from '../read-json.js';
import { undoSplitsOfDividends } from '../../normalise/undo-splits.js';

/** Prices come as 32-bit floats: what lies behind their seventh digit is noise. */
const DIGITS = 7;
const DAY_SECONDS = 86_400;
const PRICES = ['open', 'high', 'low', 'close'] as const;

/** Daily bars of an answer of the chart endpoint, with all its splits and dividends. */
export function readChart(chart: unknown, from: string, to: string): BarsAnswer {
  const bars = readChartBars(chart, (instant, zone) => {
    const date = dateInZone(instant, zone);
    return date < from || date > to ? undefined : Date.parse(date);
  });
  if (bars.length === 0) throw noPrices();
  return { bars, actions: readChartActions(chart), adjusted: 'split' };
}

/**
 * Bars of an answer of the chart endpoint; rows of nulls are gaps.
 * @param toOpenTime of a stamp and the exchange's zone; undefined leaves the bar out.
 */
export function readChartBars(
  chart: unknown,
  toOpenTime: (instant: number, zone: string) => number | undefined,
): Bar[] {
  const result = memberOf(chart, 'chart', 'result', 0);
  const zone = memberOf(result, 'meta', 'exchangeTimezoneName');
  const quote = memberOf(result, 'indicators', 'quote', 0);
  if (typeof zone !== 'string' || quote === undefined) throw misunderstood();
  return listOf(memberOf(result, 'timestamp')).flatMap((stamp, row): Bar[] => {
    const openTime = toOpenTime(numberOf(stamp) * 1_000, zone);
    const at = (name: string) => memberOf(quote, name, row) ?? null;
    if (openTime === undefined || PRICES.every((name) => at(name) === null)) return [];
    const [open, high, low, close] = PRICES.map((name) => Number(numberOf(at(name)).toPrecision(DIGITS)));
    return [{ openTime, open, high, low, close, volume: numberOf(at('volume') ?? 0) }];
  });
}

export function noPrices(): ProviderError {
  return new ProviderError('yahoo', 'empty', 'yahoo has no prices of that time');
}

/** Splits and dividends of an answer of the chart endpoint; dividends as cash on the shares of their day. */
export function readChartActions(chart: unknown): CorporateAction[] {
  const result = memberOf(chart, 'chart', 'result', 0);
  const zone = memberOf(result, 'meta', 'exchangeTimezoneName');
  if (typeof zone !== 'string') throw misunderstood();
  return readActions(memberOf(result, 'events'), (seconds) => dateInZone(numberOf(seconds) * 1_000, zone));
}

function misunderstood(): ProviderError {
  return new ProviderError('yahoo', 'misunderstood', 'yahoo sent a chart that is not understood');
}

function readActions(events: unknown, dateOf: (seconds: unknown) => string): CorporateAction[] {
  const itemsOf = (kind: string) => Object.values(memberOf(events, kind) ?? {}) as unknown[];
  const splits = itemsOf('splits').map((item): CorporateAction => {
    const value = numberOf(memberOf(item, 'numerator')) / numberOf(memberOf(item, 'denominator'));
    return { exDate: dateOf(memberOf(item, 'date')), kind: 'split', value };
  });
  const dividends = itemsOf('dividends').map((item): CorporateAction => {
    return {
      exDate: dateOf(memberOf(item, 'date')),
      kind: 'dividend',
      value: numberOf(memberOf(item, 'amount')),
    };
  });
  return [...splits, ...undoSplitsOfDividends(dividends, splits)];
}

interface ChartRequest {
  symbol: string;
  from: string;
  now: number;
  signal: AbortSignal;
}

/** From a date until now, whatever is wanted: prices and dividends are adjusted for every split until now. */
export function fetchChart(http: VendorHttp, { symbol, from, now, signal }: ChartRequest): Promise<unknown> {
  const query = {
    // The trading date of the first bar is in the exchange's zone.
    period1: Date.parse(from) / 1_000 - DAY_SECONDS,
    period2: Math.ceil(now / 1_000) + DAY_SECONDS,
    interval: '1d',
    events: 'div|split',
  };
  return http.getJson(`/v8/finance/chart/${encodeURIComponent(symbol)}`, query, signal);
}
