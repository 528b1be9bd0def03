import type { ThreadResult } from '#backtest-engine';
import type { SpanAttributes } from '#observability';

/** What a trace says of a run in a thread. */
export function toRunAttributes({ outcome, elapsedMs }: ThreadResult): SpanAttributes {
  const { state, barsDone, barsTotal } = outcome;
  return {
    ...{
      'barkeep.engine.state': state,
      'barkeep.engine.bars': barsDone,
      'barkeep.engine.bars_total': barsTotal,
    },
    ...{ 'barkeep.engine.ms': elapsedMs, 'barkeep.engine.bars_per_second': (barsDone / elapsedMs) * 1_000 },
  };
}
