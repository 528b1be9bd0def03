import { type TimedAction } from '#domain';
import { drawBars, runDrawn, type Drawn, type DrawnWorld, type Script } from '../testing/drawn-run.js';
import { runDocument } from '../testing/document-run.js';

const at = (price: number): Drawn => [price, price, price, price];
const DAY = 86_400_000;
const START = Date.UTC(2024, 0, 1);

/** On the bar of that index. */
const split = (bar: number, value: number): TimedAction => ({
  ...{ symbol: 'X', kind: 'split', value, at: START + bar * DAY },
});
const dividend = (bar: number, value: number): TimedAction => ({ ...split(bar, value), kind: 'dividend' });

const raw = (actions: readonly TimedAction[], more: DrawnWorld = {}): DrawnWorld => ({
  ...{ adjust: 'raw', actions, ...more },
});
/** Two for one on bar 3. */
const halved = [at(100), at(100), at(100), at(50), at(55), at(55)];

describe('a split', () => {
  it('turns the units and the entry price of what is held', () => {
    const { open, equity, outcome } = runDrawn(
      halved,
      { 1: (context) => context.buy({ units: 3 }) },
      raw([split(3, 2)]),
    );
    expect(open[0]).toMatchObject({ size: 6, entry_price: 50, unrealised_pnl: 30 });
    expect(equity).toEqual([1000, 1000, 1000, 1000, 1030, 1030]);
    expect(outcome.corporateActions).toEqual({
      ...{ adjust: 'raw', splits: 1, dividends: 0, dividendCash: 0, cashInLieu: 0 },
    });
    expect(outcome.warnings.map(({ code }) => code)).toContain('W_RAW_PRICES');
  });

  it('turns stops and targets with it, and those that trail', () => {
    const bracket: Script = { 1: (context) => context.buy({ units: 3, stopLoss: 80, takeProfit: 104 }) };
    expect(runDrawn(halved, bracket, raw([split(3, 2)])).trades[0]).toMatchObject({
      ...{ size: 6, exit_bar: 4, exit_price: 55, exit_reason: 'target', target: 52, pnl: 30 },
    });
    const bars = [at(100), at(100), at(100), at(50), [60, 60, 58, 60], [60, 60, 53, 54]] as Drawn[];
    const trailing: Script = { 1: (context) => context.buy({ units: 3, stopTrail: { distance: 10 } }) };
    expect(runDrawn(bars, trailing, raw([split(3, 2)])).trades[0]).toMatchObject({
      ...{ exit_bar: 5, exit_price: 55 },
    });
  });

  it('turns orders that wait: prices and units, not money', () => {
    const { orders, open } = runDrawn(
      [at(100), at(100), at(100), at(50), [50, 50, 44, 44], at(44)],
      {
        1: (context) => {
          context.buy({ units: 3, limit: 90 });
          context.buy({ cash: 270, limit: 90 });
        },
      },
      raw([split(3, 2)]),
    );
    expect(open.map(({ size, entry_price }) => [size, entry_price])).toEqual([
      [6, 45],
      [6, 45],
    ]);
    expect(orders.map(({ size, limit }) => [size, limit])).toEqual([
      [6, 45],
      [270, 45],
    ]);
  });

  it('pays for the fraction of a unit where only whole ones are traded', () => {
    const bars = [at(100), at(100), at(100), at(70), at(70), at(70)];
    const script: Script = { 1: (context) => context.buy({ units: 3 }) };
    const { open, trades, equity, outcome } = runDrawn(bars, script, raw([split(3, 1.5)]));
    expect(open[0]).toMatchObject({ size: 4 });
    expect(trades[0]).toMatchObject({ size: 0.5, exit_reason: 'cash_in_lieu', commission: 0 });
    expect(Number(trades[0].exit_price)).toBeCloseTo(100 / 1.5, 12);
    expect(outcome.corporateActions.cashInLieu).toBeCloseTo(100 / 3, 12);
    expect(equity[3]).toBeCloseTo(1000 + 4 * (70 - 100 / 1.5), 9);
    const fractions = runDrawn(bars, script, raw([split(3, 1.5)], { execution: { wholeUnits: false } }));
    expect(fractions.open[0]).toMatchObject({ size: 4.5 });
  });

  it('pays out a holding of which nothing whole is left', () => {
    const bars = [at(100), at(100), at(100), at(1000), at(1000)];
    const { open, trades } = runDrawn(
      bars,
      { 1: (context) => context.buy({ units: 5, stopLoss: 50 }) },
      raw([split(3, 0.1)]),
    );
    expect(open).toEqual([]);
    expect(trades[0]).toMatchObject({ size: 0.5, exit_price: 1000, pnl: 0 });
  });

  it('meets the entry of its own bar in new units', () => {
    const { open } = runDrawn(halved, { 2: (context) => context.buy({ units: 3 }) }, raw([split(3, 2)]));
    expect(open[0]).toMatchObject({ size: 6, entry_price: 50 });
  });

  it('leaves peak and entry price of rules in new prices', () => {
    const bars = [at(99), at(100), at(100), at(50), at(45), at(45), at(45)];
    const long = { enter: 'close == 100', exit: 'close < 0.95 * peak' };
    const { trades } = runDocument(
      { rules: { long }, sizing: { kind: 'qty', value: 1 } },
      [drawBars(bars)],
      raw([split(3, 2)]),
    );
    expect(trades[0]).toMatchObject({ exit_bar: 5, entry_price: 50, exit_reason: 'exit' });
  });
});

describe('a dividend', () => {
  const bars = [at(100), at(100), at(100), at(98), at(98), at(98)];

  it('is paid on what was held before its day', () => {
    const { equity, outcome, open } = runDrawn(
      bars,
      { 1: (context) => context.buy({ units: 5 }), 2: (context) => context.buy({ units: 1 }) },
      raw([dividend(3, 2)]),
    );
    expect(open.map(({ size }) => size)).toEqual([5, 1]);
    expect(equity.slice(2, 4)).toEqual([1000, 1000]);
    expect(outcome.corporateActions).toMatchObject({ dividends: 1, dividendCash: 10 });
  });

  it('is owed by those who are short', () => {
    const { equity, outcome } = runDrawn(
      bars,
      { 1: (context) => context.sell({ units: 5 }) },
      raw([dividend(3, 2)]),
    );
    expect(equity[3]).toBe(1000);
    expect(outcome.corporateActions).toMatchObject({ dividends: 1, dividendCash: -10 });
  });

  it('counts the shares after a split of its day', () => {
    const { outcome } = runDrawn(
      halved,
      { 1: (context) => context.buy({ units: 3 }) },
      raw([split(3, 2), dividend(3, 1)]),
    );
    expect(outcome.corporateActions).toMatchObject({ splits: 1, dividendCash: 6 });
  });

  it('is the same as nothing where nothing is held', () => {
    const { outcome, equity } = runDrawn(bars, {}, raw([dividend(3, 2), split(4, 2)]));
    expect(outcome.corporateActions).toMatchObject({ splits: 0, dividends: 0, dividendCash: 0 });
    expect(equity[5]).toBe(1000);
  });
});

describe('comparison with buying and holding', () => {
  it('takes splits and dividends of raw prices into account', () => {
    const { outcome } = runDrawn(
      [at(100), at(100), at(100), at(50), at(49), at(49)],
      {},
      raw([split(3, 2), dividend(4, 1)]),
    );
    expect(outcome.metrics.buy_and_hold_return_pct).toBeCloseTo(0, 10);
  });
});

describe('adjusted prices', () => {
  it('know of no action, and the result says how they were adjusted', () => {
    const { outcome } = runDrawn(
      [at(50), at(50), at(50)],
      { 1: (context) => context.buy({ units: 3 }) },
      { adjust: 'total' },
    );
    expect(outcome.corporateActions).toEqual({
      ...{ adjust: 'total', splits: 0, dividends: 0, dividendCash: 0, cashInLieu: 0 },
    });
  });
});
