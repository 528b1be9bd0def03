import { toDate, xnys, type DatasetRow } from '#domain';
import { valueOption, type OptionTerms } from '../black-scholes.js';
import { createDraws, roundTo, toCents } from '../seeded-draws.js';
import type { SimDataset, SimRequest } from '../sim-request.js';
import { riskFreeRate } from '../simulate-economy.js';
import { findLast, type SimLast } from './stock-quotes.js';

const DAY = 86_400_000;
const YEAR = 365 * DAY;
const MINUTE = 60_000;
/** Weeks that are looked through for expiries. */
const WEEKS = 60;
const STRIKES_EACH_SIDE = 10;
/** What strikes are apart, by the price from which on it is so. */
const STEPS: readonly [from: number, step: number][] = [
  [0, 0.5],
  [25, 1],
  [50, 2.5],
  [200, 5],
];
/** By how much a strike a tenth below the price has more volatility, and how much strikes far away have. */
const SKEW = 0.3;
const SMILE = 1.2;
const HIGHEST_SMILE = 3;
const HALF_SPREAD = 0.015;
const SESSIONS_A_YEAR = 252;

type Contract = Omit<OptionTerms, 'type'> & { expiration: string };

/** The contracts of the nearest expiries: the last session of each week up to its Friday. */
export function createOptionsChain(expiries: number): SimDataset<'options_chain'> {
  return {
    batchSize: 10,
    about: ['share', 'index'],
    isSnapshot: true,
    rows(request) {
      const last = findLast(request.market, request.subject, request.now);
      if (!last) return [];
      return listExpiries(request.now, expiries)
        .flatMap((expiry) => listContracts(request, last, expiry))
        .flatMap((contract) => [
          toRow(request, last, { ...contract, type: 'call' }),
          toRow(request, last, { ...contract, type: 'put' }),
        ]);
    },
  };
}

/** Sessions on whose close contracts expire, the nearest first. */
function listExpiries(now: number, count: number) {
  const weeks = new Map<string, { date: string; close: number }>();
  for (const session of xnys.sessions(toDate(now - DAY), toDate(now + WEEKS * 7 * DAY))) {
    const midnight = Date.parse(session.date);
    const friday = toDate(midnight + (5 - new Date(midnight).getUTCDay()) * DAY);
    weeks.set(friday, session);
  }
  return [...weeks.values()].filter(({ close }) => close > now).slice(0, count);
}

function listContracts(
  { market, subject: symbol, now }: SimRequest,
  { price: spot }: SimLast,
  expiry: { date: string; close: number },
): Contract[] {
  const step = STEPS.findLast(([from]) => spot >= from)![1];
  const middle = Math.round(spot / step);
  const rate = riskFreeRate(market.seed, toDate(now));
  const yearly = market.character(symbol).volatility * Math.sqrt(SESSIONS_A_YEAR);
  const years = (expiry.close - now) / YEAR;
  const contracts: Contract[] = [];
  for (let place = middle - STRIKES_EACH_SIDE; place <= middle + STRIKES_EACH_SIDE; place += 1) {
    if (place <= 0) continue;
    const strike = place * step;
    const away = strike / spot - 1;
    const smile = Math.min(HIGHEST_SMILE, 1 - SKEW * away + SMILE * away ** 2);
    contracts.push({
      spot,
      strike,
      years,
      rate,
      volatility: roundTo(yearly * smile, 4),
      expiration: expiry.date,
    });
  }
  return contracts;
}

function toRow(
  { market, subject: symbol, now }: SimRequest,
  last: SimLast,
  contract: Contract & Pick<OptionTerms, 'type'>,
): DatasetRow<'options_chain'> {
  const { type, spot, strike, expiration } = contract;
  const { price, delta, gamma, theta, vega, rho } = valueOption(contract);
  const contractSymbol = toContractSymbol(symbol, contract);
  const draw = createDraws(market.seed, contractSymbol, last.day.session.date);
  const half = Math.max(0.01, price * HALF_SPREAD);
  const bid = Math.max(0, Math.floor((price - half) * 100) / 100);
  const ask = Math.ceil((price + half) * 100) / 100;
  const openInterest = Math.floor(5_000 * draw() * (1 - Math.abs(Math.abs(delta) - 0.5)));
  return {
    ...{ symbol, snapshotTime: now, contractSymbol, expiration, strike, optionType: type },
    daysToExpiration: Math.round((Date.parse(expiration) - Date.parse(toDate(now))) / DAY),
    ...{ underlyingPrice: spot, lastTradePrice: Math.max(0.01, toCents(price)), lastTradeTime: last.time },
    ...{ bid, bidSize: 1 + Math.floor(50 * draw()), ask, askSize: 1 + Math.floor(50 * draw()) },
    ...{ mark: roundTo((bid + ask) / 2, 3), volume: volumeOf(draw(), openInterest, last), openInterest },
    ...{ change: null, changeFraction: null, impliedVolatility: contract.volatility },
    ...{ delta: roundTo(delta, 6), gamma: roundTo(gamma, 6), theta: roundTo(theta, 6) },
    ...{ vega: roundTo(vega, 6), rho: roundTo(rho, 6) },
    ...{ inTheMoney: type === 'call' ? spot > strike : spot < strike, contractSize: 100 },
  };
}

/** Rises through the session. */
function volumeOf(draw: number, openInterest: number, { time, day }: SimLast): number {
  const { open, close } = day.session;
  return Math.floor((openInterest * draw * (time - open + MINUTE)) / (close - open + MINUTE) / 4);
}

/** OCC's: letters of the root, date, C or P, strike in thousandths. */
function toContractSymbol(
  symbol: string,
  { expiration, type, strike }: { expiration: string; type: 'call' | 'put'; strike: number },
): string {
  const root = symbol.replace(/[^A-Z0-9]/g, '').slice(0, 6);
  const thousandths = String(Math.round(strike * 1_000)).padStart(8, '0');
  return `${root}${expiration.slice(2).replaceAll('-', '')}${type === 'call' ? 'C' : 'P'}${thousandths}`;
}
