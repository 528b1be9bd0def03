import type { CorporateAction } from '#domain';
import type { BarColumns } from '#database';

/**
 * Turns split-adjusted daily bars back into what was traded, in place: prices before a split of n for one times n,
 * volume divided by n and whole again.
 */
export function undoSplits(bars: BarColumns, actions: readonly CorporateAction[]): void {
  for (const { exDate, kind, value } of actions) {
    if (kind !== 'split') continue;
    const before = Date.parse(exDate);
    for (let row = 0; row < bars.length && bars.openTime[row] < before; row += 1) {
      bars.open[row] *= value;
      bars.high[row] *= value;
      bars.low[row] *= value;
      bars.close[row] *= value;
      bars.volume[row] = Math.round(bars.volume[row] / value);
    }
  }
}

/** What multiplying and dividing leaves behind lies beyond these digits of a price. */
const DIGITS = 9;

/** Dividends on today's shares as the cash that was paid on the shares of their day. */
export function undoSplitsOfDividends(
  dividends: readonly CorporateAction[],
  splits: readonly CorporateAction[],
): CorporateAction[] {
  return dividends.map((dividend) => {
    const later = splits.filter(({ exDate }) => exDate > dividend.exDate);
    const paid = later.reduce((value, split) => value * split.value, dividend.value);
    return { ...dividend, value: Number(paid.toPrecision(DIGITS)) };
  });
}
