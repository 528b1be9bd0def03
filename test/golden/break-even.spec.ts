import { runBacktest } from '#backtest-engine';
import { compileClassic, demoRowsOf, demoSeriesOf, listClassics, SETTINGS } from './classics.js';

const LADDER_BPS = [0, 5, 20, 80, 320];

describe('the break-even cost has one answer', () => {
  it.each(listClassics())('since dearer trading never does better: %s', async (classic) => {
    const strategy = compileClassic(classic);
    const series = demoSeriesOf(classic, strategy);
    const known = await demoRowsOf(strategy, series);
    const equities = LADDER_BPS.map((bps) => {
      const costs = { ...SETTINGS.costs, spread: bps / 10_000 };
      const { metrics } = runBacktest({ series, known, strategy, request: { ...SETTINGS, costs } });
      return Number(metrics.equity_final);
    });
    for (let k = 1; k < equities.length; k += 1) expect(equities[k]).toBeLessThanOrEqual(equities[k - 1]);
  });
});
