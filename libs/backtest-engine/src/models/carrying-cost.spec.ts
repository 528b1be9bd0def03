import { drawBars, runDrawn, type Drawn, type Script } from '../../testing/drawn-run.js';
import { createCarryingCost } from './carrying-cost.js';

const quiet: Drawn = [100, 101, 99, 100];
const DAY = 86_400_000;

/** Wednesday to Friday, then Monday to Wednesday. */
function overWeekend() {
  const series = drawBars([quiet, quiet, quiet, quiet, quiet, quiet]);
  series.openTime.forEach((_, row) => (series.openTime[row] += (row > 2 ? 4 : 2) * DAY));
  series.closeTime.forEach((_, row) => (series.closeTime[row] += (row > 2 ? 4 : 2) * DAY));
  return [series];
}

describe('carrying cost', () => {
  it('is not asked for where both rates are zero', () => {
    expect(createCarryingCost(0, 0)).toBeUndefined();
  });

  it('is simple interest on 365 days', () => {
    const carrying = createCarryingCost(0.1, 0.05);
    expect(carrying?.borrow(1000, 365 * DAY)).toBeCloseTo(100, 10);
    expect(carrying?.interest(1000, 73 * DAY)).toBeCloseTo(10, 10);
  });

  it('counts the days of the calendar: a short held from Friday to Monday is borrowed for three', () => {
    const script: Script = { 1: (context) => context.sell({ units: 5 }) };
    const { equity } = runDrawn(overWeekend(), script, { costs: { borrowRate: 0.365 } });
    const paid = equity.map((value, row) => (row === 0 ? 0 : equity[row - 1] - value));
    [0, 0, 0, 1.5, 0.5, 0.5].forEach((expected, row) => expect(paid[row]).toBeCloseTo(expected, 10));
  });

  it('pays interest on cash that no position binds', () => {
    const script: Script = { 1: (context) => context.buy({ units: 4 }) };
    const { equity } = runDrawn(overWeekend(), script, { costs: { cashRate: 0.365 } });
    // 1002 on the second decision, of which 400 are bound from Friday on.
    expect(equity[2]).toBeCloseTo(1002.001, 6);
    expect(equity[3] - equity[2]).toBeCloseTo(3 * 0.001 * 602.001, 6);
  });

  it('charges cash where the rate is negative', () => {
    const { equity } = runDrawn(overWeekend(), {}, { costs: { cashRate: -0.365 } });
    expect(equity[1]).toBeCloseTo(999, 10);
  });
});
