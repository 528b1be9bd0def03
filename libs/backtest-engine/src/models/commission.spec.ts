import fc from 'fast-check';
import { drawBars, runDrawn, type Drawn, type Script } from '../../testing/drawn-run.js';
import { createCommission } from './create-commission.js';

const quiet: Drawn = [100, 101, 99, 100];
const six: Drawn[] = [quiet, quiet, quiet, quiet, quiet, quiet];
const none = { rate: 0, fixed: 0, perShare: 0, minimum: 0 };

describe('commission per share', () => {
  it('stays between its least and its most', () => {
    const commission = { ...none, perShare: 0.5, minimum: 2, maximum: 3 };
    const script: Script = {
      1: (context) => context.buy({ units: 1 }),
      2: (context) => context.buy({ units: 5 }),
      3: (context) => context.buy({ units: 50 }),
    };
    const { open } = runDrawn(six, script, { costs: { commission }, capital: 10_000 });
    expect(open.map((trade) => trade.commission)).toEqual([2, 2.5, 3]);
  });

  it('leaves room for no more than its most', () => {
    const commission = createCommission({ ...none, perShare: 1, maximum: 10 });
    expect(commission.unitsWithin(1010, 10)).toBe(100);
    expect(commission.unitsWithin(55, 10)).toBe(5);
    expect(commission.unitsWithin(5, 10)).toBeCloseTo(5 / 11, 12);
  });

  it('lets buy what just fits, whatever its parts', () => {
    const money = fc.integer({ min: 0, max: 30 });
    const rates = fc.record({
      rate: fc.constantFrom(0, 0.01, -0.002),
      fixed: money,
      perShare: fc.constantFrom(0, 0.5),
      minimum: money,
    });
    fc.assert(
      fc.property(rates, money, fc.integer({ min: 1, max: 5000 }), (given, above, budget) => {
        const commission = createCommission({ ...given, maximum: given.minimum + above });
        const units = commission.unitsWithin(budget, 7);
        if (units > 0) expect(units * 7 + commission.fee(units, 7)).toBeLessThanOrEqual(budget + 1e-9);
        const more = units + 1e-6;
        expect(more * 7 + commission.fee(more, 7)).toBeGreaterThan(budget);
      }),
    );
  });
});

describe('tiered commission', () => {
  it('charges a whole fill the rate that the value traded before it in the month has reached', () => {
    const commission = {
      ...none,
      tiers: [
        { from: 0, rate: 0.01 },
        { from: 500, rate: 0.002 },
      ],
    };
    const script: Script = {
      1: (context) => context.buy({ units: 4 }),
      2: (context) => context.buy({ units: 4 }),
      3: (context) => context.buy({ units: 4 }),
    };
    const { open } = runDrawn(six, script, { costs: { commission }, capital: 10_000 });
    expect(open.map((trade) => Number(trade.commission))).toEqual([4, 4, 0.8]);
  });

  it('counts units where its tiers charge by the share, sales too', () => {
    const commission = {
      ...none,
      tiers: [
        { from: 0, perShare: 1 },
        { from: 6, perShare: 0.25 },
      ],
    };
    const script: Script = {
      1: (context) => context.buy({ units: 4 }),
      2: (context) => context.closePosition(),
      3: (context) => context.buy({ units: 4 }),
    };
    const { trades, open } = runDrawn(six, script, { costs: { commission } });
    expect(trades[0].commission).toBe(8);
    expect(open[0].commission).toBe(1);
  });

  it('begins anew with each calendar month', () => {
    const commission = {
      ...none,
      tiers: [
        { from: 0, perShare: 1 },
        { from: 1, perShare: 0 },
      ],
    };
    const script: Script = {
      1: (context) => context.buy({ units: 1 }),
      2: (context) => context.buy({ units: 1 }),
      3: (context) => context.buy({ units: 1 }),
    };
    // Bars of 29, 30 and 31 January, 1, 2 and 3 February: fills on 31 January, 1 and 2 February.
    const series = [drawBars(six, 'X', 28)];
    const { open } = runDrawn(series, script, { costs: { commission } });
    expect(open.map((trade) => trade.commission)).toEqual([1, 1, 0]);
  });
});

describe('maker and taker', () => {
  const commission = { ...none, maker: 0.001, taker: 0.01 };
  const costs = { commission };
  const fees = (script: Script, bars = six) =>
    runDrawn(bars, script, { costs, execution: { wholeUnits: false } }).open.map((trade) =>
      Number(trade.commission),
    );

  it('charges market orders and stops as takers', () => {
    expect(fees({ 1: (context) => context.buy({ units: 1 }) })).toEqual([1]);
    expect(fees({ 1: (context) => context.buy({ units: 1, stop: 101 }) })).toEqual([1.01]);
  });

  it('charges a limit as a maker when the price comes to it', () => {
    expect(fees({ 1: (context) => context.buy({ units: 1, limit: 99 }) })).toEqual([0.099]);
  });

  it('charges a limit that could fill at its first open as a taker', () => {
    expect(fees({ 1: (context) => context.buy({ units: 1, limit: 100.5 }) })).toEqual([1]);
  });

  it('charges a limit that has rested for a bar as a maker, though a gap fills it at the open', () => {
    const bars: Drawn[] = [quiet, quiet, quiet, [90, 91, 89, 90]];
    expect(fees({ 1: (context) => context.buy({ units: 1, limit: 95 }) }, bars)).toEqual([0.09]);
  });

  it('pays a maker who is promised a rebate', () => {
    const script: Script = { 1: (context) => context.buy({ units: 1, limit: 99 }) };
    const { open, equity } = runDrawn(six, script, {
      costs: { commission: { ...commission, maker: -0.001 } },
    });
    expect(open[0].commission).toBe(-0.099);
    expect(equity.at(-1)).toBeCloseTo(1000 + 0.099 + 1, 12);
  });

  it('charges a target as a maker and a stop-loss as a taker', () => {
    const script: Script = { 1: (context) => context.buy({ units: 1, stopLoss: 90, takeProfit: 110 }) };
    const won = runDrawn([quiet, quiet, quiet, [100, 112, 99, 100]], script, { costs });
    expect(Number(won.trades[0].commission)).toBeCloseTo(1 + 0.11, 12);
    const lost = runDrawn([quiet, quiet, quiet, [100, 101, 80, 90]], script, { costs });
    expect(Number(lost.trades[0].commission)).toBeCloseTo(1 + 0.9, 12);
  });
});
