import { isDate, type Bar, type CorporateAction } from '#domain';
import type { ReadFault, VendorHttp } from '../http/vendor-http.js';
import type { DailyBarsRequest, MarketDataProvider } from '../market-data-provider.js';
import { ProviderError } from '../provider-error.js';
import { listOf, memberOf, numberOf, tryJson } from '../read-json.js';

/** An answer has at most 5,000 rows and drops the oldest without a word: this much is sure to be less. */
const CHUNK_YEARS = 10;
/** Dividends and splits of a symbol, of all times. */
const ALL = 1_000;

/** Financial Modeling Prep, end of day. Prices come adjusted for splits; the key travels in a header. */
export function createFmpProvider(http: VendorHttp, hasKey: boolean): MarketDataProvider {
  return {
    id: 'fmp',
    batchSize: 4,
    datasets: {
      async historical_prices(request) {
        if (!hasKey) throw new ProviderError('fmp', 'key_refused', 'fmp needs a key: FMP_API_KEY is not set');
        const { symbol, signal } = request;
        const bars = await fetchBars(http, request);
        // It answers an unknown symbol with an empty list as well.
        if (bars.length === 0)
          throw new ProviderError('fmp', 'empty', 'fmp has no prices of that symbol and time');
        const splits = listOf(await http.getJson('/splits', { symbol, limit: ALL }, signal)).map(toSplit);
        const dividends = listOf(await http.getJson('/dividends', { symbol, limit: ALL }, signal)).map(
          toDividend,
        );
        return {
          bars,
          actions: [...splits, ...dividends.filter(({ value }) => value > 0)],
          adjusted: 'split',
        };
      },
    },
  };
}

async function fetchBars(http: VendorHttp, { symbol, from, to, signal }: DailyBarsRequest): Promise<Bar[]> {
  const bars: Bar[] = [];
  for (let start = from; start <= to;) {
    const next = `${Number(start.slice(0, 4)) + CHUNK_YEARS}-01-01`;
    const end = next > to ? to : dayBefore(next);
    const rows = await http.getJson('/historical-price-eod/full', { symbol, from: start, to: end }, signal);
    bars.push(...listOf(rows).map(toBar));
    start = next;
  }
  return bars;
}

function dayBefore(date: string): string {
  return new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
}

function dateOf(row: unknown): string {
  const date = memberOf(row, 'date');
  if (typeof date === 'string' && isDate(date)) return date;
  throw new ProviderError('fmp', 'misunderstood', 'fmp sent a row without a date');
}

function toBar(row: unknown): Bar {
  const [open, high, low, close, volume] = ['open', 'high', 'low', 'close', 'volume'].map((name) =>
    numberOf(memberOf(row, name)),
  );
  return { openTime: Date.parse(dateOf(row)), open, high, low, close, volume };
}

function toSplit(row: unknown): CorporateAction {
  const value = numberOf(memberOf(row, 'numerator')) / numberOf(memberOf(row, 'denominator'));
  return { exDate: dateOf(row), kind: 'split', value };
}

/** `dividend` is the cash of its day, `adjDividend` that on today's shares. */
function toDividend(row: unknown): CorporateAction {
  return { exDate: dateOf(row), kind: 'dividend', value: numberOf(memberOf(row, 'dividend')) };
}

/** It says its errors at status 200 too, as `{"Error Message"}` or in plain text. */
export const readFmpFault: ReadFault = ({ text }) => {
  const body = tryJson(text);
  const said = memberOf(body, 'Error Message') ?? (body === undefined ? text : undefined);
  if (typeof said !== 'string') return undefined;
  if (/^(Bandwidth )?Limit Reach/i.test(said))
    return { fault: 'rate_limited', message: 'wants fewer requests' };
  if (/Invalid API KEY/i.test(said)) return { fault: 'key_refused', message: 'refused the key' };
  if (/^(Exclusive|Special|Legacy) Endpoint|^Premium Query/i.test(said))
    return { fault: 'key_refused', message: 'does not have this in its plan' };
  if (/^(Query Error|Invalid name|Maxmium Query)/i.test(said))
    return { fault: 'misunderstood', message: 'did not take the request' };
  return undefined;
};
