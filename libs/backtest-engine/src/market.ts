import { BarkeepError, type BarSeries } from '#domain';
import type { FillBar } from './models/slippage.js';

/**
 * The bars of all instruments of a run, merged on time, and a window on the current one. An instrument
 * without a bar at the current time keeps its last close and has row -1.
 */
export class Market {
  readonly timeline: Float64Array;
  readonly length: number;
  /** By instrument: row of the current bar in its own series, -1 when it has none now. */
  readonly row: Int32Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  /** The last known close; that of the current bar when there is one. */
  readonly close: Float64Array;
  readonly volume: Float64Array;
  /** The close before, and the bar of the timeline on which it was. */
  readonly previousClose: Float64Array;
  readonly previousBar: Int32Array;
  private readonly bySymbol: ReadonlyMap<string, number>;
  private readonly currentBar: Int32Array;
  private readonly rowsByBar: readonly Int32Array[] | undefined;

  constructor(readonly series: readonly BarSeries[]) {
    const count = series.length;
    this.bySymbol = new Map(series.map((one, instrument) => [one.symbol, instrument]));
    this.timeline = count === 1 ? series[0].openTime : mergeTimes(series);
    this.length = this.timeline.length;
    this.rowsByBar = count === 1 ? undefined : series.map((one) => alignRows(one.openTime, this.timeline));
    this.row = new Int32Array(count).fill(-1);
    this.currentBar = new Int32Array(count).fill(-1);
    this.previousBar = new Int32Array(count).fill(-1);
    this.open = new Float64Array(count).fill(NaN);
    this.high = new Float64Array(count).fill(NaN);
    this.low = new Float64Array(count).fill(NaN);
    this.close = new Float64Array(count).fill(NaN);
    this.volume = new Float64Array(count).fill(NaN);
    this.previousClose = new Float64Array(count).fill(NaN);
  }

  /** Moves the window to a bar of the timeline; bars are visited in rising order. */
  advance(bar: number): void {
    if (this.rowsByBar === undefined) {
      this.loadSingle(bar);
      return;
    }
    for (let instrument = 0; instrument < this.series.length; instrument += 1) {
      const row = this.rowsByBar[instrument][bar];
      this.row[instrument] = row;
      if (row >= 0) this.load(instrument, row, bar);
    }
  }

  /** Row of a bar of the timeline in an instrument's series; -1 when it has none. */
  rowAt(instrument: number, bar: number): number {
    return this.rowsByBar === undefined ? bar : this.rowsByBar[instrument][bar];
  }

  /** The current bar as slippage models see it. */
  barOf(instrument: number): FillBar {
    return { high: this.high[instrument], low: this.low[instrument], volume: this.volume[instrument] };
  }

  /** Moves the window to a bar where skipped ones may have left it behind. */
  settle(bar: number): void {
    if (this.rowsByBar === undefined && bar >= 0 && this.row[0] !== bar) this.loadSingle(bar);
  }

  /** Index of a symbol among the instruments. */
  instrumentOf(symbol: string): number {
    const found = this.bySymbol.get(symbol);
    if (found === undefined)
      throw new BarkeepError('STRATEGY_FAILED', `The run has no instrument ${symbol}.`);
    return found;
  }

  /** With one instrument bars may be skipped, so the bar before is read from the series. */
  private loadSingle(bar: number): void {
    const series = this.series[0];
    this.row[0] = bar;
    this.open[0] = series.open[bar];
    this.high[0] = series.high[bar];
    this.low[0] = series.low[bar];
    this.close[0] = series.close[bar];
    this.volume[0] = series.volume[bar];
    this.previousBar[0] = bar - 1;
    this.previousClose[0] = bar > 0 ? series.close[bar - 1] : NaN;
  }

  private load(instrument: number, row: number, bar: number): void {
    const series = this.series[instrument];
    this.previousClose[instrument] = this.close[instrument];
    this.previousBar[instrument] = this.currentBar[instrument];
    this.currentBar[instrument] = bar;
    this.open[instrument] = series.open[row];
    this.high[instrument] = series.high[row];
    this.low[instrument] = series.low[row];
    this.close[instrument] = series.close[row];
    this.volume[instrument] = series.volume[row];
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
