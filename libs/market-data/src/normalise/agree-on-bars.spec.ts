import fc from 'fast-check';
import type { ProviderId } from '#config';
import type { Bar } from '#domain';
import { toBarColumns } from '#database';
import { agreeOnBars, type SaidBars } from './agree-on-bars.js';

const DAY = 86_400_000;
const TOLERANCE = { price: 0.001, volume: 0.2 };
const barAt = (day: number, change: Partial<Bar> = {}): Bar => ({
  ...{ openTime: day * DAY, open: 100, high: 110, low: 90, close: 105, volume: 1_000 + day },
  ...change,
});
const says = (provider: ProviderId, ...bars: Bar[]): SaidBars => ({ provider, bars: toBarColumns(bars) });
const days = (count: number) => Array.from({ length: count }, (_, day) => day);

describe('providers that are asked for the same bars', () => {
  test('A corrupts 3 of 1,000 bars, B and C agree: all that is served is right, and 3 conflicts are told', () => {
    const right = days(1_000).map((day) => barAt(day));
    const wrong = right.map((bar, day) => {
      if (day === 17) return { ...bar, close: 108 };
      if (day === 500) return { ...bar, open: 1, low: 1 };
      return day === 999 ? { ...bar, volume: 10 * bar.volume } : bar;
    });
    const { bars, servedBy, agreed, conflicts } = agreeOnBars(
      [says('yahoo', ...wrong), says('fmp', ...right), says('csv', ...right)],
      TOLERANCE,
    );
    expect(bars).toEqual(toBarColumns(right));
    expect(conflicts.map(({ provider, line }) => `${provider} ${line.reason}`)).toEqual([
      'yahoo close 108, where fmp, csv say 105',
      'yahoo open 1, where fmp, csv say 100; low 1, where fmp, csv say 90',
      'yahoo volume 19990, where fmp, csv say 1999',
    ]);
    expect(servedBy.filter((provider) => provider === 'fmp')).toHaveLength(3);
    expect(agreed.filter((count) => count === 2)).toHaveLength(3);
    expect(agreed.filter((count) => count === 3)).toHaveLength(997);
  });

  test('are served in their order where they differ by less than the tolerance of each field', () => {
    const { bars, servedBy, conflicts } = agreeOnBars(
      [says('yahoo', barAt(1)), says('fmp', barAt(1, { close: 105.1, volume: 1_200 }))],
      TOLERANCE,
    );
    expect([bars.close[0], servedBy, conflicts]).toEqual([105, ['yahoo'], []]);
  });

  test('that are two and disagree leave it to the first, with the confidence of one', () => {
    const { bars, agreed, asked, conflicts } = agreeOnBars(
      [says('yahoo', barAt(1)), says('fmp', barAt(1, { close: 90 }))],
      TOLERANCE,
    );
    expect([bars.close[0], agreed, asked]).toEqual([105, [1], 2]);
    expect(conflicts).toMatchObject([
      { provider: 'fmp', line: { reason: 'close 90, where yahoo says 105' } },
    ]);
  });

  test('complete each other: a bar that one lacks is another’s, and nobody is in conflict', () => {
    const { bars, servedBy, agreed, conflicts } = agreeOnBars(
      [says('yahoo', barAt(1), barAt(3)), says('fmp', barAt(1), barAt(2))],
      TOLERANCE,
    );
    expect(Array.from(bars.openTime)).toEqual([1, 2, 3].map((day) => day * DAY));
    expect([servedBy, agreed, conflicts]).toEqual([['yahoo', 'fmp', 'yahoo'], [2, 1, 1], []]);
  });

  test('are right wherever fewer than half of them are wrong, whoever that is', () => {
    const faults = fc.array(
      fc.record({ day: fc.nat(19), who: fc.nat(4), by: fc.integer({ min: 2, max: 9 }) }),
    );
    fc.assert(
      fc.property(faults, fc.constantFrom(3, 5), (wrong, count) => {
        const providers = (['yahoo', 'fmp', 'csv', 'binance', 'sec'] as const).slice(0, count);
        const seen = new Map<number, Set<number>>();
        const counted = wrong.filter(({ day, who }) => {
          const whose = seen.get(day) ?? new Set();
          if (who >= count || whose.has(who) || whose.size >= (count - 1) / 2) return false;
          seen.set(day, whose.add(who));
          return true;
        });
        const said = providers.map((provider, place) =>
          says(
            provider,
            ...days(20).map((day) => {
              const fault = counted.find((one) => one.day === day && one.who === place);
              return barAt(day, fault && { close: 105 * fault.by });
            }),
          ),
        );
        const { bars, conflicts } = agreeOnBars(said, TOLERANCE);
        expect(bars).toEqual(toBarColumns(days(20).map((day) => barAt(day))));
        expect(conflicts).toHaveLength(counted.length);
      }),
    );
  });
});
