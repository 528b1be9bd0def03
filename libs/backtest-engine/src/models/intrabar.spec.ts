import { toBarSeries, type BarSeries } from '#domain';
import { compileStrategy } from '#strategy';
import { drawBars, runDrawn, toSettings, type Drawn, type Script } from '../../testing/drawn-run.js';
import { runCheckedBacktest } from '../run-checked-backtest.js';
import { firstReached } from './intrabar.js';

const quiet: Drawn = [100, 101, 99, 100];
const HOUR = 3_600_000;

/** Bars of six hours of the day with that index, four of them. */
function drawHours(day: number, bars: readonly Drawn[]): BarSeries {
  return toBarSeries(
    { symbol: 'X', timeframe: '1h', calendar: 'always', timeZone: 'UTC' },
    bars.map(([open, high, low, close], row) => {
      const openTime = Date.UTC(2024, 0, 1 + day, row * 6);
      return { openTime, open, high, low, close, volume: 1 };
    }),
    (time) => time + 6 * HOUR,
  );
}

const rise: Drawn = [100, 111, 99, 108];
const fall: Drawn = [100, 101, 89, 92];
const both: Drawn = [100, 112, 88, 100];
/** The day reaches both 90 and 110. */
const bars: Drawn[] = [quiet, quiet, quiet, [100, 112, 88, 100], quiet, quiet];
const script: Script = { 1: (context) => context.buy({ units: 1, stopLoss: 90, takeProfit: 110 }) };

describe('which of stop and target was reached first', () => {
  const trade = { size: 1, stopLoss: 90, takeProfit: 110 };
  const told = (drawn: Drawn[], of = trade) => firstReached(drawHours(0, drawn), -Infinity, Infinity, of);

  it('is told by the first finer bar that reaches one', () => {
    expect(told([quiet, rise, fall])).toBe('target');
    expect(told([quiet, fall, rise])).toBe('stop');
    expect(told([quiet, quiet])).toBeUndefined();
  });

  it('is told by an open beyond one, though the bar reaches the other', () => {
    expect(told([[111, 112, 88, 100]])).toBe('target');
    expect(told([[89, 112, 88, 100]])).toBe('stop');
  });

  it('stays open where a finer bar reaches both before any other tells', () => {
    expect(told([quiet, both, rise])).toBeUndefined();
    expect(told([rise, both])).toBe('target');
  });

  it('is mirrored for shorts', () => {
    const short = { size: -1, stopLoss: 110, takeProfit: 90 };
    expect(told([rise, fall], short)).toBe('stop');
    expect(told([fall, rise], short)).toBe('target');
  });

  it('is asked of the bars between two instants only', () => {
    const hours = drawHours(0, [rise, fall, rise]);
    const from = hours.openTime[1];
    expect(firstReached(hours, from, hours.openTime[2], trade)).toBe('stop');
    expect(firstReached(hours, hours.openTime[2], hours.closeTime[2], trade)).toBe('target');
  });
});

describe('a run that looks into its bars', () => {
  const drill = (finer: BarSeries[]) => runDrawn(bars, script, { execution: { drillDown: true }, finer });

  it('takes the target where finer bars reach it first, and the stop where they reach that', () => {
    expect(drill([drawHours(3, [quiet, rise, fall, quiet])]).trades[0]).toMatchObject({
      ...{ exit_reason: 'target', exit_price: 110 },
    });
    expect(drill([drawHours(3, [quiet, fall, rise, quiet])]).trades[0]).toMatchObject({
      ...{ exit_reason: 'stop', exit_price: 90 },
    });
  });

  it('takes the stop and says so where they do not tell', () => {
    for (const finer of [drawHours(3, [both, rise]), drawHours(2, [rise, fall])]) {
      const { trades, outcome } = drill([finer]);
      expect(trades[0].exit_reason).toBe('stop');
      const messages = outcome.warnings.filter(({ code }) => code === 'W_DRILL_DOWN');
      expect(messages.map(({ message }) => message)).toEqual([expect.stringContaining('of 1 trades')]);
    }
  });

  it('says of which symbols no finer bars are stored', () => {
    const { outcome } = runDrawn([quiet, quiet, quiet], script, { execution: { drillDown: true } });
    expect(outcome.warnings).toContainEqual(
      expect.objectContaining({ code: 'W_DRILL_DOWN', message: 'no finer bars are stored of X' }),
    );
  });

  it('lies between the worst and the best order, and tells how many trades were resolved', () => {
    const stops = [
      { kind: 'stop', at: '90' },
      { kind: 'target', at: '110' },
    ];
    const rules = { long: { enter: 'close == 100 and not in_position', stops } };
    const sizing = { kind: 'qty', value: 1 };
    const compiled = compileStrategy(
      { version: 1, name: 'test', symbols: ['X'], rules, sizing },
      { warmup: 'first_defined' },
    );
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
    const ambiguityWith = (finer: readonly BarSeries[]) =>
      runCheckedBacktest({
        series: [drawBars(bars.slice(0, 4))],
        strategy: compiled.strategy,
        request: toSettings({ execution: { drillDown: true, warmupBars: 0 } }),
        finer,
      }).ambiguity;
    const worst = { equityFinal: 990, returnPct: -1 };
    const best = { equityFinal: 1010, returnPct: 1 };
    const near = (expected: typeof best) => ({
      equityFinal: expected.equityFinal,
      returnPct: expect.closeTo(expected.returnPct, 9) as number,
    });
    expect(ambiguityWith([drawHours(3, [rise, fall])])).toEqual({
      ...{ trades: 1, resolved: 1, worst: near(worst), default: near(best), best: near(best) },
    });
    expect(ambiguityWith([drawHours(3, [fall, rise])])).toEqual({
      ...{ trades: 1, resolved: 1, worst: near(worst), default: near(worst), best: near(best) },
    });
    expect(ambiguityWith([])).toEqual({
      ...{ trades: 1, resolved: 0, worst: near(worst), default: near(worst), best: near(best) },
    });
  });
});
