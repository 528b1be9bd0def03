import type { PartialResult } from '#jobs';
import { PartialBuffer } from './partial-buffer.js';

const trade = (index: number): object => ({
  index,
  symbol: 'GOOG',
  pnl: index / 3,
  entry_reason: 'rule',
  note: 'x'.repeat(200),
});
const curve = (length: number): PartialResult['equity'] => ({
  time: Array.from({ length }, (_, row) => 1_700_000_000_000 + row * 60_000),
  equity: Array.from({ length }, (_, row) => 100_000 + Math.sin(row) * 1_234.567_891),
});

describe('PartialBuffer', () => {
  test('joins what came since the last message', () => {
    const buffer = new PartialBuffer();
    buffer.add({ equity: { time: [1], equity: [10] }, trades: [trade(0)] });
    buffer.add({ equity: { time: [2], equity: [11] }, trades: [] });
    expect(buffer.take()).toEqual({ equity: { time: [1, 2], equity: [10, 11] }, trades: [trade(0)] });
    expect(buffer.isEmpty).toBe(true);
  });

  test('keeps each message below 64 KB and loses no trade', () => {
    const buffer = new PartialBuffer();
    buffer.add({ equity: curve(50_000), trades: Array.from({ length: 700 }, (_, index) => trade(index)) });
    const messages: PartialResult[] = [];
    while (!buffer.isEmpty) messages.push(buffer.take());
    expect(messages.length).toBeGreaterThan(1);
    for (const message of messages) {
      const wire = {
        equity: {
          time: message.equity.time.map((time) => new Date(time).toISOString()),
          equity: message.equity.equity,
        },
        trades: message.trades,
      };
      expect(Buffer.byteLength(JSON.stringify(wire))).toBeLessThan(65_536);
    }
    expect(messages.flatMap((message) => message.trades)).toHaveLength(700);
  });
});
