import { toDate } from '#domain';
import type { RowsRequest, RowsSource } from '../market-data-provider.js';
import { ProviderError } from '../provider-error.js';
import { listOf, memberOf } from '../read-json.js';
import { shiftDays } from '../rows/list-days.js';
import { knownAfter } from '../rows/publication.js';
import { readColumns, toDateText, toNumber, type DraftRow } from '../rows/read-columns.js';
import { bySubject } from '../rows/rows-source.js';
import type { FredGet } from './fred-get.js';

/** It takes 2,000 vintages a request, and daily series have one a day: so many years, and the time to publish them. */
const CHUNK_DAYS = 5 * 365;
const PUBLISHING_DAYS = 2 * 365;
const FOR_EVER = '9999-12-31';
const ROWS = 100_000;

type Draft = DraftRow<'economic_indicators'>;

/**
 * Each value as it was first published, and when that was: a backtest sees what was to be seen then, not what
 * revisions made of it. Where no vintages are kept it is the latest value, published nobody knows when.
 */
export function createFredIndicators(get: FredGet): RowsSource<'economic_indicators'> {
  const described = new Map<string, Draft>();
  return bySubject('fred', 'economic_indicators', async (series, request) => {
    const about = described.get(series) ?? (await describe(get, series, request.signal));
    described.set(series, about);
    const drafts: Draft[] = [];
    for (let from = request.from; from <= request.to; from = shiftDays(from, CHUNK_DAYS + 1)) {
      const end = shiftDays(from, CHUNK_DAYS);
      const to = end < request.to ? end : request.to;
      const first = await fetchFirstReleases(get, series, { ...request, from, to });
      drafts.push(...(first.length > 0 ? first : await fetchLatest(get, series, { ...request, from, to })));
    }
    return drafts.map((draft) => ({ ...draft, ...about }));
  });
}

async function describe(get: FredGet, series: string, signal: AbortSignal): Promise<Draft> {
  const found = memberOf(await get('/series', { series_id: series }, signal), 'seriess', 0);
  const fields = { title: 'title', unit: 'units', frequency: 'frequency' };
  return { ...readColumns('economic_indicators', fields, found), series, country: 'US' };
}

async function fetchFirstReleases(get: FredGet, series: string, request: RowsRequest): Promise<Draft[]> {
  const published = shiftDays(request.to, PUBLISHING_DAYS);
  const vintages = {
    realtime_start: request.from,
    realtime_end: published < toDate(request.now) ? published : FOR_EVER,
  };
  const observations = await fetchObservations(get, series, request, vintages).catch(toNoVintages);
  const first = new Map<string, Draft>();
  for (const { draft, vintage } of observations) {
    const known = first.get(draft.period);
    const publishedAt = knownAfter(vintage);
    const isFirst = (publishedAt ?? Infinity) < (known?.publishedAt ?? Infinity);
    if (!known || known.value === null || (draft.value !== null && isFirst))
      first.set(draft.period, { ...draft, publishedAt });
  }
  return [...first.values()];
}

/**
 * A bad request is how it says that it keeps none, or too many for one answer; one that is bad in itself fails without
 * vintages as well.
 */
function toNoVintages(error: unknown): [] {
  if (error instanceof ProviderError && (error.fault === 'empty' || error.fault === 'misunderstood'))
    return [];
  throw error;
}

async function fetchLatest(get: FredGet, series: string, request: RowsRequest): Promise<Draft[]> {
  return (await fetchObservations(get, series, request, {})).map(({ draft }) => draft);
}

/** Vintages of values; a point is how it writes that there is none. */
async function fetchObservations(
  get: FredGet,
  series: string,
  { from, to, signal }: RowsRequest,
  vintages: Readonly<Record<string, string>>,
) {
  const days = { observation_start: from, observation_end: to };
  const query = { series_id: series, ...days, ...vintages, sort_order: 'asc', limit: ROWS };
  const observations = listOf(memberOf(await get('/series/observations', query, signal), 'observations'));
  return observations.flatMap((observation) => {
    const period = toDateText(memberOf(observation, 'date'));
    const vintage = toDateText(memberOf(observation, 'realtime_start'));
    return period === null
      ? []
      : [{ draft: { period, value: toNumber(memberOf(observation, 'value')) }, vintage }];
  });
}
