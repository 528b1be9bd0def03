import { dateInZone, TIMEFRAME_MS, toDate, xnys } from '#domain';
import type { RowsSource } from '../market-data-provider.js';
import { listOf, memberOf } from '../read-json.js';
import {
  readColumns,
  toFraction,
  toInstant,
  toNumber,
  withoutNoise,
  type DraftRow,
  type FieldNames,
} from '../rows/read-columns.js';
import { bySubject } from '../rows/rows-source.js';
import type { YahooSession } from './yahoo-session.js';

/** Before the open it says this where it has no volatility. */
const NO_VOLATILITY = 1e-5;
const CONTRACT_SIZES: Readonly<Record<string, number>> = { REGULAR: 100, MINI: 10 };

const FIELDS: FieldNames<'options_chain'> = {
  contractSymbol: 'contractSymbol',
  strike: 'strike',
  lastTradePrice: 'lastPrice',
  volume: 'volume',
  openInterest: 'openInterest',
  change: 'change',
  inTheMoney: 'inTheMoney',
};

/** The nearest expiries of a chain, one request for each. Greeks are not told. */
export function createYahooOptions(session: YahooSession, expiries: number): RowsSource<'options_chain'> {
  return bySubject('yahoo', 'options_chain', async (symbol, { now, signal }) => {
    const fetchChain = async (query: Record<string, number>) => {
      const path = `/v7/finance/options/${encodeURIComponent(symbol)}`;
      return memberOf(await session.getJson(path, query, signal), 'optionChain', 'result', 0);
    };
    const nearest = await fetchChain({});
    const chains = [nearest];
    for (const date of listOf(memberOf(nearest, 'expirationDates')).slice(1, expiries).map(Number))
      chains.push(await fetchChain({ date }));
    return chains.flatMap((chain) => readChain(symbol, chain, now));
  });
}

function readChain(symbol: string, chain: unknown, now: number): DraftRow<'options_chain'>[] {
  const underlyingPrice = toNumber(memberOf(chain, 'quote', 'regularMarketPrice'));
  return (['call', 'put'] as const).flatMap((optionType) =>
    listOf(memberOf(chain, 'options', 0, `${optionType}s`)).map((contract) => ({
      ...{ symbol, underlyingPrice, optionType, snapshotTime: now },
      ...readContract(contract, now),
    })),
  );
}

function readContract(contract: unknown, now: number): DraftRow<'options_chain'> {
  const at = (name: string) => memberOf(contract, name);
  const [bid, ask] = [toNumber(at('bid')), toNumber(at('ask'))];
  const hasBook = bid !== null && ask !== null && ask > 0;
  const volatility = toNumber(at('impliedVolatility'));
  const expires = toInstant(at('expiration'));
  const today = Date.parse(dateInZone(now, xnys.timeZone));
  return {
    ...readColumns('options_chain', FIELDS, contract),
    expiration: expires === null ? null : toDate(expires),
    daysToExpiration: expires === null ? null : (expires - today) / TIMEFRAME_MS['1d'],
    lastTradeTime: toInstant(at('lastTradeDate')),
    ...(hasBook ? { bid, ask, mark: withoutNoise((bid + ask) / 2) } : {}),
    changeFraction: toFraction(at('percentChange')),
    impliedVolatility: volatility !== null && volatility > NO_VOLATILITY ? volatility : null,
    contractSize: CONTRACT_SIZES[String(at('contractSize'))] ?? null,
  };
}
