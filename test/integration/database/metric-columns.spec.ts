import { METRIC_KEYS } from '#backtest-engine';
import { METRIC_COLUMNS } from '#database';

describe('the columns of stored metrics', () => {
  it('are the metrics of the engine, in their order', () => {
    expect([...METRIC_COLUMNS]).toEqual([...METRIC_KEYS]);
  });
});
