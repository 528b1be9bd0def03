import { STATE_FIELDS } from '../bound-strategy.js';

/** Prices that a name gives: columns of the bars and plain means of them. */
export const PRICE_NAMES = ['open', 'high', 'low', 'close', 'volume', 'hl2', 'hlc3', 'ohlc4'] as const;

export type PriceName = (typeof PRICE_NAMES)[number];

export function isPriceName(name: string): name is PriceName {
  return (PRICE_NAMES as readonly string[]).includes(name);
}

/** Names that a document can't give a meaning of its own. */
export function isBuiltInName(name: string): boolean {
  return isPriceName(name) || (STATE_FIELDS as readonly string[]).includes(name);
}
