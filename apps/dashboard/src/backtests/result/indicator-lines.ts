import type { Schemas } from '../../api/client.js';
import type { Tone } from '../../charts/chart-colours.js';
import type { ChartSeries } from '../../charts/time-chart.js';
import { formatMoney, formatRatio } from '../../display/format-number.js';

type Line = Schemas['IndicatorLine'];

/** Beside candles in the colours of gains and losses, and entries in that of the main line. */
const OVER_PRICES: readonly Tone[] = ['other', 'fourth', 'fifth', 'main', 'third'];
const BELOW: readonly Tone[] = ['main', 'other', 'third', 'fourth', 'fifth'];

/** What lines of one pane have in common: `macd(…)` and `macd(…).signal` stand together, so do `rsi(…, 2)` and `rsi(…, 14)`. */
function familyOf(name: string): string {
  return name.split('(')[0];
}

/** The lines as series of a chart: those on the scale of prices over them, any other family in a pane below. */
export function toSeries(lines: readonly Line[]): ChartSeries[] {
  const panes = [...new Set(lines.filter(({ overlay }) => !overlay).map(({ name }) => familyOf(name)))];
  const drawn = new Map<number, number>();
  return lines.map(({ name, overlay, time, value }) => {
    const pane = overlay ? 0 : 1 + panes.indexOf(familyOf(name));
    const place = drawn.get(pane) ?? 0;
    drawn.set(pane, place + 1);
    const tones = overlay ? OVER_PRICES : BELOW;
    return {
      ...{ kind: 'line', name, pane, isQuiet: overlay, tone: tones[place % tones.length] },
      format: overlay ? formatMoney : formatRatio,
      data: time.map((instant, index) => ({ time: Date.parse(instant), value: value[index] ?? undefined })),
    };
  });
}
