import { BarkeepError, type BarSeries } from '#domain';
import type { FillBar } from './models/slippage.js';

/** How the bars of several series lie on one timeline; the same for every run over them. */
export interface Alignment {
  readonly timeline: Float64Array;
  /** By series and place on the timeline: the row, -1 for none. Undefined for one series, whose rows are the places. */
  readonly rowsByBar: readonly Int32Array[] | undefined;
}

export function alignSeries(series: readonly BarSeries[]): Alignment {
  if (series.length === 1) return { timeline: series[0].openTime, rowsByBar: undefined };
  const timeline = mergeTimes(series);
  return { timeline, rowsByBar: series.map(({ openTime }) => alignRows(openTime, timeline)) };
}

/**
 * The bars of all instruments of a run, merged on time, and a window on the current one. An instrument
 * without a bar at the current time keeps its last close and has row -1.
 */
export class Market {
  readonly timeline: Float64Array;
  readonly length: number;
  /** By instrument: row of the current bar in its own series, -1 when it has none now. */
  readonly row: Int32Array;
  /** The last known close; that of the current bar when there is one. */
  readonly close: Float64Array;
  /** By instrument: row of its last known bar, -1 before the first. */
  readonly lastRow: Int32Array;
  /** By instrument: the bar of the timeline that was its last, once it is known to have ended; else Infinity. */
  readonly endedAt: Float64Array;
  private bar = -1;
  /** Columns by instrument, at hand without a way through the series. */
  private readonly opens: readonly Float64Array[];
  private readonly highs: readonly Float64Array[];
  private readonly lows: readonly Float64Array[];
  private readonly closes: readonly Float64Array[];
  private readonly bySymbol: ReadonlyMap<string, number>;
  private readonly rowsByBar: readonly Int32Array[] | undefined;

  constructor(
    readonly series: readonly BarSeries[],
    { timeline, rowsByBar }: Alignment = alignSeries(series),
  ) {
    const count = series.length;
    this.bySymbol = new Map(series.map((one, instrument) => [one.symbol, instrument]));
    this.timeline = timeline;
    this.length = timeline.length;
    this.rowsByBar = rowsByBar;
    this.row = new Int32Array(count).fill(-1);
    this.close = new Float64Array(count).fill(NaN);
    this.lastRow = count === 1 ? this.row : new Int32Array(count).fill(-1);
    this.endedAt = new Float64Array(count).fill(Infinity);
    this.opens = series.map(({ open }) => open);
    this.highs = series.map(({ high }) => high);
    this.lows = series.map(({ low }) => low);
    this.closes = series.map(({ close }) => close);
  }

  /** Moves the window to a bar of the timeline; bars are visited in rising order. */
  advance(bar: number): void {
    this.bar = bar;
    const { rowsByBar, closes, row, close, lastRow } = this;
    if (rowsByBar === undefined) {
      row[0] = bar;
      close[0] = closes[0][bar];
      return;
    }
    for (let instrument = 0; instrument < rowsByBar.length; instrument += 1) {
      const at = rowsByBar[instrument][bar];
      row[instrument] = at;
      if (at < 0) continue;
      close[instrument] = closes[instrument][at];
      lastRow[instrument] = at;
    }
  }

  /** Moves the window to a bar as if all before it had been visited. */
  jumpTo(bar: number): void {
    for (let instrument = 0; instrument < (this.rowsByBar?.length ?? 0); instrument += 1) {
      let at = bar;
      while (at >= 0 && this.rowAt(instrument, at) < 0) at -= 1;
      if (at < 0) continue;
      this.lastRow[instrument] = this.rowAt(instrument, at);
      this.close[instrument] = this.closes[instrument][this.lastRow[instrument]];
    }
    if (bar >= 0) this.advance(bar);
  }

  /** Prices of the current bar; only for instruments that have one. */
  openOf(instrument: number): number {
    return this.opens[instrument][this.row[instrument]];
  }

  highOf(instrument: number): number {
    return this.highs[instrument][this.row[instrument]];
  }

  lowOf(instrument: number): number {
    return this.lows[instrument][this.row[instrument]];
  }

  /** The close of the bar before; NaN on the first. */
  previousCloseOf(instrument: number): number {
    const row = this.row[instrument];
    return row > 0 ? this.closes[instrument][row - 1] : NaN;
  }

  /** Where on the timeline the bar before is; -1 on the first. */
  previousBarOf(instrument: number): number {
    let bar = this.bar - 1;
    while (bar >= 0 && this.rowAt(instrument, bar) < 0) bar -= 1;
    return bar;
  }

  /** Row of a bar of the timeline in an instrument's series; -1 when it has none. */
  rowAt(instrument: number, bar: number): number {
    return this.rowsByBar === undefined ? bar : this.rowsByBar[instrument][bar];
  }

  /** The current bar as slippage models see it; the last known one where there is none now. */
  barOf(instrument: number): FillBar {
    const { high, low, volume } = this.series[instrument];
    const current = this.row[instrument];
    const row = current >= 0 ? current : this.lastRow[instrument];
    return { high: high[row], low: low[row], volume: volume[row] };
  }

  /** Moves the window to a bar where skipped ones may have left it behind. */
  settle(bar: number): void {
    if (this.rowsByBar === undefined && bar >= 0 && this.row[0] !== bar) this.advance(bar);
  }

  /** Index of a symbol among the instruments. */
  instrumentOf(symbol: string): number {
    const found = this.bySymbol.get(symbol);
    if (found === undefined)
      throw new BarkeepError('STRATEGY_FAILED', `The run has no instrument ${symbol}.`);
    return found;
  }
}

/** All times of all series, each once: neighbours are merged until one is left, so series that agree cost one pass. */
function mergeTimes(series: readonly BarSeries[]): Float64Array {
  let times = series.map((one) => one.openTime);
  while (times.length > 1) {
    times = times.flatMap((left, index) => {
      if (index % 2 === 1) return [];
      return [index + 1 < times.length ? unite(left, times[index + 1]) : left];
    });
  }
  return times[0];
}

/** Both ascend. One that has all times of both is given as it is. */
function unite(left: Float64Array, right: Float64Array): Float64Array {
  const united = new Float64Array(left.length + right.length);
  let length = 0;
  for (let l = 0, r = 0; l < left.length || r < right.length; length += 1) {
    const time = r === right.length || left[l] <= right[r] ? left[l] : right[r];
    united[length] = time;
    if (left[l] === time) l += 1;
    if (right[r] === time) r += 1;
  }
  return length === left.length ? left : united.slice(0, length);
}

function alignRows(times: Float64Array, timeline: Float64Array): Int32Array {
  const rows = new Int32Array(timeline.length).fill(-1);
  let row = 0;
  for (let bar = 0; bar < timeline.length && row < times.length; bar += 1) {
    if (times[row] === timeline[bar]) {
      rows[bar] = row;
      row += 1;
    }
  }
  return rows;
}
