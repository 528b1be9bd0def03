import { dateInZone, type DatasetRow, calendarOfSymbol, toSymbolKind, type SymbolKind } from '#domain';
import { createDraws, roundTo, toCents } from '../seeded-draws.js';
import type { SimDay } from '../simulate-days.js';
import { simulateSession } from '../simulate-session.js';
import type { SimMarket } from '../sim-market.js';
import type { SimDataset } from '../sim-request.js';
import { toCompanyName } from '../company-name.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Calendar days whose sessions a year's high and low are taken over. */
const YEAR = 365;
/** Half of what lies between bid and ask, as part of the price. */
const HALF_SPREAD = 0.0002;
const PRE_MARKET = 5.5 * HOUR;
const AFTER_HOURS = 4 * HOUR;

const ASSET_TYPES: Readonly<Record<SymbolKind, string>> = {
  share: 'equity',
  index: 'index',
  pair: 'cryptocurrency',
};

/** Where a symbol stands in its newest session at an instant. */
export interface SimLast {
  price: number;
  /** Of the last trade, UTC ms. */
  time: number;
  high: number;
  low: number;
  volume: number;
  day: SimDay;
  before: SimDay | undefined;
}

/** The last trade until `now`; undefined before the first session of all. */
export function findLast(market: SimMarket, symbol: string, now: number): SimLast | undefined {
  const [before, day] = [undefined, ...market.daysUntil(symbol, now, 10)].slice(-2);
  if (!day) return undefined;
  const { session } = day;
  const { path, volumeUntil } = simulateSession(market, symbol, day);
  const minute = Math.min(path.length - 1, Math.floor((now - session.open) / MINUTE));
  const until = path.subarray(0, minute + 1);
  return {
    ...{ price: path[minute], day, before },
    // A session does not have the instant of its close.
    time: Math.min(session.open + minute * MINUTE, session.close - SECOND),
    ...{ high: Math.max(...until), low: Math.min(...until) },
    volume: volumeUntil(minute),
  };
}

export const stockQuotes: SimDataset<'stock_quotes'> = {
  batchSize: 100,
  about: ['share', 'index', 'pair'],
  isSnapshot: true,
  rows({ market, subject: symbol, now }) {
    const last = findLast(market, symbol, now);
    return last ? [toQuote(market, symbol, last, now)] : [];
  },
};

function toQuote(market: SimMarket, symbol: string, last: SimLast, now: number): DatasetRow<'stock_quotes'> {
  const { price, day, before } = last;
  const draw = createDraws(market.seed, symbol, last.time, 'book');
  const half = Math.max(0.01, price * HALF_SPREAD);
  const prevClose = before ? toCents(before.bar.close / (day.split ?? 1)) : null;
  const kind = toSymbolKind(symbol);
  const lots = () => 100 * (1 + Math.floor(20 * draw()));
  return {
    ...{ symbol, lastTimestamp: last.time, lastPrice: price, prevClose, volume: last.volume },
    ...{ open: day.bar.open, high: last.high, low: last.low },
    ...{ bid: toCents(price - half), bidSize: lots(), ask: toCents(price + half), askSize: lots() },
    change: prevClose === null ? null : toCents(price - prevClose),
    changeFraction: prevClose === null ? null : roundTo(price / prevClose - 1, 6),
    ...yearRange(market, symbol, last, now),
    marketCap: kind === 'share' ? Math.round(price * day.shares) : null,
    marketState: marketStateOf(symbol, now),
    assetType: ASSET_TYPES[kind],
    name: toCompanyName(market.seed, symbol),
    ...{ exchange: 'sim', currency: 'USD' },
  };
}

/** On the shares of today. */
function yearRange(market: SimMarket, symbol: string, last: SimLast, now: number) {
  let [yearHigh, yearLow, factor] = [last.high, last.low, last.day.split ?? 1];
  for (const { bar, split } of market.daysUntil(symbol, now, YEAR).slice(0, -1).reverse()) {
    yearHigh = Math.max(yearHigh, bar.high / factor);
    yearLow = Math.min(yearLow, bar.low / factor);
    factor *= split ?? 1;
  }
  return { yearHigh: toCents(yearHigh), yearLow: toCents(yearLow) };
}

function marketStateOf(symbol: string, now: number): string {
  const calendar = calendarOfSymbol(symbol);
  if (calendar.isOpen(now)) return 'regular';
  const today = dateInZone(now, calendar.timeZone);
  const [session] = calendar.sessions(today, today);
  if (session && now < session.open && session.open - now <= PRE_MARKET) return 'pre';
  return session && now >= session.close && now - session.close < AFTER_HOURS ? 'post' : 'closed';
}
