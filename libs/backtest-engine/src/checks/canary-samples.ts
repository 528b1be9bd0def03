import type { PreparedRun } from '../prepared-run.js';
import type { Simulation } from '../simulation.js';

/** A decision that is looked at again. */
export interface CanarySample {
  readonly kind: 'entry' | 'exit' | 'bar';
  readonly symbol: string;
  /** Of the decision, on the run's timeline. */
  readonly bar: number;
  /** +1 for a long entry or the exit of a long trade. */
  readonly direction: 1 | -1 | 0;
}

/** Half of the samples are entries, a quarter exits by rule, the rest any bars; evenly over the run, the same each time. */
export function chooseSamples(run: PreparedRun, simulation: Simulation, count: number): CanarySample[] {
  const entries = sampleEntries(simulation, Math.ceil(count / 2));
  const exits = sampleExits(simulation, Math.floor(count / 4), run.models.fillsAtClose);
  return [...entries, ...exits, ...sampleBars(simulation, count - entries.length - exits.length)];
}

/** Up to `count` of `length` indexes, evenly. */
export function spread(length: number, count: number): number[] {
  const taken = Math.min(length, count);
  return Array.from({ length: taken }, (_, k) => Math.floor(((k + 0.5) * length) / taken));
}

function sampleEntries({ recorder: { orders } }: Simulation, count: number): CanarySample[] {
  const samples: CanarySample[] = [];
  // Twice as many rows are looked at, since about half of all orders are exits.
  for (const row of spread(orders.length, 4 * count)) {
    const order = orders.describe(row);
    if (!order.isEntry || samples.length === count) continue;
    const { symbol, placedBar: bar } = order;
    samples.push({ kind: 'entry', symbol, bar, direction: order.size > 0 ? 1 : -1 });
  }
  return samples;
}

/** Exits by rule are decided on the symbol's bar before the one on which they fill, or on the bar they are dated to. */
function sampleExits(
  { recorder: { trades }, market }: Simulation,
  count: number,
  isDatedBack: boolean,
): CanarySample[] {
  const samples: CanarySample[] = [];
  for (const row of spread(trades.length, 4 * count)) {
    const trade = trades.describe(row);
    if (trade.exitReason !== 'exit' || samples.length === count) continue;
    const instrument = market.instrumentOf(trade.symbol);
    let bar = trade.exitBar - (isDatedBack ? 0 : 1);
    while (bar > 0 && market.rowAt(instrument, bar) < 0) bar -= 1;
    samples.push({ kind: 'exit', symbol: trade.symbol, bar, direction: trade.size > 0 ? 1 : -1 });
  }
  return samples;
}

function sampleBars({ market, barsDone }: Simulation, count: number): CanarySample[] {
  return spread(barsDone - 1, count).map((bar, k) => {
    const { symbol } = market.series[k % market.series.length];
    return { kind: 'bar', symbol, bar, direction: 0 };
  });
}
