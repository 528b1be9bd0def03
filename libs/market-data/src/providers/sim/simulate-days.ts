import type { Bar, Session } from '#domain';
import { createDraws, drawNormal, toCents } from './seeded-draws.js';

/** A share that costs more is split into four. */
const SPLIT_ABOVE = 400;
const SPLIT_INTO = 4;
/** Sessions from one dividend to the next, and from its declaration to its ex-date. */
const DIVIDEND_EVERY = 63;
export const DECLARED_AHEAD = 20;
const LOWEST_PRICE = 0.5;
/** Shares of a company to those that change hands on a day. */
const SHARES_PER_TRADED = 200;

/** What the prices of a symbol are like. */
export interface Character {
  start: number;
  /** Standard deviation of a day's return, and its mean. */
  volatility: number;
  drift: number;
  sharesPerDay: number;
  /** Part of the price that a dividend pays; 0 for a symbol that pays none. */
  payout: number;
  splits: boolean;
}

export interface Declaration {
  date: string;
  /** Per share of that day. */
  amount: number;
}

/** Where a walk stands after a session. */
export interface WalkState {
  close: number;
  sharesPerDay: number;
  /** Sessions until now. */
  index: number;
  /** A dividend that is still to be paid. */
  declared?: Declaration;
}

/** A session of a symbol; prices are as traded. */
export interface SimDay {
  session: Session;
  bar: Bar;
  /** Shares of the company. */
  shares: number;
  /** New shares for each old one. */
  split?: number;
  /** Per share of the day. */
  dividend?: { amount: number; declaration: Declaration };
  /** What is declared at the day's end and not yet paid. */
  declared?: Declaration;
}

/** By what fraction a session opens higher on news, by its date. */
export type Moves = ReadonlyMap<string, number>;

export function startOf({ start, sharesPerDay }: Character): WalkState {
  return { close: start, sharesPerDay, index: 0 };
}

/**
 * The sessions from a state on: a walk with overnight gaps, moves on news, splits when the share gets dear and dividends
 * that the price falls by. Pure.
 */
export function simulateDays(
  words: readonly (string | number)[],
  character: Character,
  sessions: readonly Session[],
  from: WalkState,
  moves: Moves,
): { days: SimDay[]; end: WalkState } {
  let state = from;
  const days = sessions.map((session) => {
    const draw = createDraws(...words, session.date);
    const { day, next } = simulateDay(draw, character, session, state, moves.get(session.date) ?? 0);
    state = next;
    return day;
  });
  return { days, end: state };
}

function simulateDay(
  draw: () => number,
  character: Character,
  session: Session,
  { close: before, sharesPerDay: traded, index, declared }: WalkState,
  move: number,
): { day: SimDay; next: WalkState } {
  const split = character.splits && before > SPLIT_ABOVE ? SPLIT_INTO : undefined;
  const sharesPerDay = traded * (split ?? 1);
  const pending = declared && split ? { ...declared, amount: declared.amount / split } : declared;
  const isPaid = pending && index % DIVIDEND_EVERY === DIVIDEND_EVERY - 1;
  const amount = isPaid ? toCents(pending.amount) : 0;
  const opening = (before / (split ?? 1)) * (1 + move) - amount;
  const bar = simulateBar(draw, character, session, opening, sharesPerDay);
  const kept = declare(character, session.date, index, bar.close) ?? (isPaid ? undefined : pending);
  const dividend = isPaid && amount > 0 ? { amount, declaration: pending } : undefined;
  const shares = Math.round(sharesPerDay * SHARES_PER_TRADED);
  return {
    day: { session, bar, shares, split, dividend, declared: kept },
    next: { close: bar.close, sharesPerDay, index: index + 1, declared: kept },
  };
}

function declare({ payout }: Character, date: string, index: number, close: number): Declaration | undefined {
  const amount = toCents(close * payout);
  const isDue = index % DIVIDEND_EVERY === DIVIDEND_EVERY - 1 - DECLARED_AHEAD;
  return isDue && amount > 0 ? { date, amount } : undefined;
}

function simulateBar(
  draw: () => number,
  { volatility, drift }: Character,
  { date }: Session,
  before: number,
  shares: number,
): Bar {
  const step = (price: number, deviation: number) =>
    Math.max(price * (1 + drift / 2 + deviation * drawNormal(draw)), LOWEST_PRICE);
  const open = toCents(step(before, volatility * 0.4));
  const close = toCents(step(open, volatility * 0.9));
  const reach = volatility * 0.6;
  const high = toCents(Math.max(open, close) * (1 + reach * draw()));
  const low = toCents(Math.min(open, close) * (1 - reach * draw()));
  return { openTime: Date.parse(date), open, high, low, close, volume: Math.round(shares * (0.5 + draw())) };
}
