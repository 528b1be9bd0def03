import type { Bar, CorporateAction, TradingCalendar } from '#domain';
import { createDraws, drawNormal } from './seeded-draws.js';

/** Where every simulated history begins, so that any window shows the same walk. */
const FIRST_DATE = '2000-01-01';
/** A share that costs more is split into four. */
const SPLIT_ABOVE = 400;
const SPLIT_INTO = 4;
const DIVIDEND_EVERY = 63;
const LOWEST_PRICE = 0.5;

/** What a symbol is like. */
interface Character {
  start: number;
  /** Standard deviation of a day's return, and its mean. */
  volatility: number;
  drift: number;
  sharesPerDay: number;
  /** Part of the price that a dividend pays; 0 for a symbol that pays none. */
  payout: number;
}

interface SimulatedDays {
  /** The days from that date on, and what was done to the shares then. */
  since(date: string): { bars: Bar[]; actions: CorporateAction[] };
}

function characterOf(seed: number, symbol: string): Character {
  const draw = createDraws(seed, symbol);
  return {
    start: 20 + 130 * draw(),
    volatility: 0.008 + 0.014 * draw(),
    drift: 0.0001 + 0.0004 * draw(),
    sharesPerDay: 200_000 + 5_000_000 * draw(),
    payout: draw() < 0.6 ? 0.002 + 0.006 * draw() : 0,
  };
}

/**
 * The sessions of a symbol until a date (inclusive): a walk with overnight gaps, splits when the share gets dear and
 * dividends that the price falls by. Prices are as traded. A pure function of (seed, symbol, calendar, date).
 */
export function simulateDays(
  seed: number,
  symbol: string,
  calendar: TradingCalendar,
  to: string,
): SimulatedDays {
  const character = characterOf(seed, symbol);
  const bars: Bar[] = [];
  const actions: CorporateAction[] = [];
  let close = character.start;
  let shares = character.sharesPerDay;
  calendar.sessions(FIRST_DATE, to).forEach(({ date }, index) => {
    if (close > SPLIT_ABOVE) {
      actions.push({ exDate: date, kind: 'split', value: SPLIT_INTO });
      close /= SPLIT_INTO;
      shares *= SPLIT_INTO;
    }
    const paid = index % DIVIDEND_EVERY === DIVIDEND_EVERY - 1 ? toCents(close * character.payout) : 0;
    if (paid > 0) actions.push({ exDate: date, kind: 'dividend', value: paid });
    const bar = simulateDay(createDraws(seed, symbol, date), character, close - paid, shares);
    bars.push({ openTime: Date.parse(date), ...bar });
    close = bar.close;
  });
  return {
    since: (from) => ({
      bars: bars.filter(({ openTime }) => openTime >= Date.parse(from)),
      actions: actions.filter(({ exDate }) => exDate >= from),
    }),
  };
}

function simulateDay(
  draw: () => number,
  { volatility, drift }: Character,
  before: number,
  shares: number,
): Omit<Bar, 'openTime'> {
  const step = (price: number, deviation: number) =>
    Math.max(price * (1 + drift / 2 + deviation * drawNormal(draw)), LOWEST_PRICE);
  const open = toCents(step(before, volatility * 0.4));
  const close = toCents(step(open, volatility * 0.9));
  const reach = volatility * 0.6;
  return {
    open,
    high: toCents(Math.max(open, close) * (1 + reach * draw())),
    low: toCents(Math.min(open, close) * (1 - reach * draw())),
    close,
    volume: Math.round(shares * (0.5 + draw())),
  };
}

function toCents(price: number): number {
  return Math.round(price * 100) / 100;
}
