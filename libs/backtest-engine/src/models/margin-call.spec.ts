import { runDrawn, type Drawn, type DrawnWorld, type Script } from '../../testing/drawn-run.js';

const at = (price: number): Drawn => [price, price, price, price];
const world: DrawnWorld = { execution: { margin: 0.25, maintenanceMargin: 0.2 } };

describe('the margin call', () => {
  it('closes at the close of the bar on which equity covers too little', () => {
    // 40 units for 4000: at 90 the equity of 600 is less than a fifth of 3600.
    const { trades, open, outcome } = runDrawn(
      [at(100), at(100), at(100), at(90), at(80), at(80)],
      { 1: (context) => context.buy({ units: 40 }) },
      world,
    );
    expect(trades).toHaveLength(1);
    expect(trades[0]).toMatchObject({ exit_bar: 3, exit_price: 90, exit_reason: 'margin_call', pnl: -400 });
    expect(open).toEqual([]);
    expect(outcome.warnings.map(({ code }) => code)).toContain('W_MARGIN_CALL');
  });

  it('leaves alone what is covered to the last cent', () => {
    // At 93.75 the equity of 750 is a fifth of 3750.
    const bars = [at(100), at(100), at(100), at(93.75), at(93.75)];
    const { open } = runDrawn(bars, { 1: (context) => context.buy({ units: 40 }) }, world);
    expect(open).toHaveLength(1);
  });

  it('takes the largest loser first and no more than it must', () => {
    const script: Script = {
      1: (context) => context.buy({ units: 10, tag: 'early' }),
      2: (context) => context.buy({ units: 20, tag: 'dear' }),
      3: (context) => context.buy({ units: 2, tag: 'cheap' }),
    };
    const bars = [at(100), at(100), at(100), at(120), at(110), at(90), at(90)];
    const { trades, open } = runDrawn(bars, script, {
      ...world,
      execution: { margin: 0.25, maintenanceMargin: 0.15 },
    });
    expect(trades.map(({ tag, exit_reason }) => [tag, exit_reason])).toEqual([['dear', 'margin_call']]);
    expect(open.map(({ tag }) => tag)).toEqual(['early', 'cheap']);
  });

  it('costs spread and commission as any exit does, and cancels the stops of the trade', () => {
    const { trades, orders } = runDrawn(
      [at(100), at(100), at(100), at(90), at(90)],
      { 1: (context) => context.buy({ units: 35, stopLoss: 50 }) },
      {
        execution: { margin: 0.25, maintenanceMargin: 0.24 },
        costs: { spread: 0.01, commission: { rate: 0, fixed: 1, perShare: 0, minimum: 0 } },
      },
    );
    expect(trades[0]).toMatchObject({ exit_price: 89.1, commission: 2 });
    expect(orders.find(({ kind }) => kind === 'stop_loss')).toMatchObject({ reason: 'trade_closed' });
  });

  it('leaves ruin to the rule of ruin', () => {
    const bars = [at(100), at(100), at(100), at(70), at(70)];
    const { trades, equity } = runDrawn(bars, { 1: (context) => context.buy({ units: 40 }) }, world);
    expect(trades[0].exit_reason).toBe('ruin');
    expect(equity[3]).toBe(0);
  });

  it('does not happen where no maintenance margin is stated', () => {
    const bars = [at(100), at(100), at(100), at(76), at(76)];
    const { open } = runDrawn(
      bars,
      { 1: (context) => context.buy({ units: 40 }) },
      { execution: { margin: 0.25 } },
    );
    expect(open).toHaveLength(1);
  });
});
