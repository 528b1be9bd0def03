import type { Schemas } from '../../api/client.js';

type Trade = Schemas['Trade'];

export type TradeEnd = 'all' | 'won' | 'lost';

/** Those that ended so and have all of the words in symbol, reason, tag or days. */
export function filterTrades(trades: readonly Trade[], words: string, end: TradeEnd): Trade[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return trades.filter((trade) => {
    if (end !== 'all' && trade.pnl > 0 !== (end === 'won')) return false;
    if (wanted.length === 0) return true;
    const { symbol, entry_reason: entry, exit_reason: exit, tag, entry_time: from, exit_time: to } = trade;
    const text = [symbol, entry, exit, tag, from, to].join(' ').toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

export function sortTrades(trades: readonly Trade[], by: keyof Trade, direction: 'asc' | 'desc'): Trade[] {
  const sign = direction === 'asc' ? 1 : -1;
  return trades.toSorted((a, b) => {
    const [left, right] = [a[by] ?? '', b[by] ?? ''];
    return left === right ? a.index - b.index : left < right ? -sign : sign;
  });
}
