import { runDrawn, type Drawn, type Script } from '../../testing/drawn-run.js';

const quiet: Drawn = [100, 101, 99, 100];

describe('a trailing stop on a trade', () => {
  const script = (trail: { distance: number } | { percent: number }): Script => ({
    1: (context) => context.buy({ units: 1, stopTrail: trail }),
  });

  it('follows the highs of the bars before, never that of its own bar', () => {
    const bars: Drawn[] = [quiet, quiet, quiet, [104, 110, 104, 109], [108, 109, 104, 105], quiet];
    // 110 less 5 is the level for bar 4, not yet for bar 3, whose low of 104 lies under it.
    const { trades } = runDrawn(bars, script({ distance: 5 }));
    expect(trades[0]).toMatchObject({ exit_bar: 4, exit_price: 105, exit_reason: 'stop', stop: 105 });
  });

  it('may be a share of the best price', () => {
    const bars: Drawn[] = [quiet, quiet, quiet, [104, 110, 104, 109], [108, 109, 98, 105], quiet];
    const { trades } = runDrawn(bars, script({ percent: 0.1 }));
    expect(trades[0]).toMatchObject({ exit_bar: 4, exit_price: 99 });
  });

  it('begins behind the entry and does not move back', () => {
    const bars: Drawn[] = [quiet, quiet, quiet, [99, 99, 97, 97], [97, 97, 94, 95], quiet];
    const { trades } = runDrawn(bars, script({ distance: 5 }));
    expect(trades[0]).toMatchObject({ exit_bar: 4, exit_price: 95 });
  });

  it('counts of the entry bar no more than its close', () => {
    // The high of 120 may lie before the limit entry at 98.
    const bars: Drawn[] = [quiet, quiet, [110, 120, 98, 104], [104, 105, 100, 101]];
    const { trades } = runDrawn(bars, {
      1: (context) => context.buy({ units: 1, limit: 98, stopTrail: { distance: 5 } }),
    });
    expect(trades).toEqual([]);
  });

  it('gives way to a stop that is closer, then goes on from it', () => {
    const bars: Drawn[] = [quiet, quiet, quiet, [100, 106, 99, 105], [105, 105, 100.5, 101], quiet];
    const { trades } = runDrawn(bars, {
      1: (context) => context.buy({ units: 1, stopLoss: 98, stopTrail: { distance: 5 } }),
    });
    expect(trades[0]).toMatchObject({ exit_bar: 4, exit_price: 101 });
  });

  it('is mirrored for shorts', () => {
    const bars: Drawn[] = [quiet, quiet, quiet, [96, 96, 90, 91], [92, 96, 92, 95], quiet];
    const { trades } = runDrawn(bars, {
      1: (context) => context.sell({ units: 1, stopTrail: { distance: 5 } }),
    });
    expect(trades[0]).toMatchObject({ exit_bar: 4, exit_price: 95 });
  });

  it('can be set on an open trade and ends with a stop that is set anew', () => {
    const bars: Drawn[] = [quiet, quiet, quiet, [100, 110, 99, 109], [109, 109, 103, 104], quiet];
    const set: Script = {
      1: (context) => context.buy({ units: 1 }),
      2: (context) => context.setTrailingStop(context.trades[0], { distance: 4 }),
    };
    expect(runDrawn(bars, set).trades[0]).toMatchObject({ exit_bar: 4, exit_price: 106 });
    const stood: Script = { ...set, 3: (context) => context.setStopLoss(context.trades[0], 90) };
    expect(runDrawn(bars, stood).trades).toEqual([]);
  });
});

describe('a trailing stop as an entry', () => {
  it('comes down with the price and buys when it turns', () => {
    const bars: Drawn[] = [quiet, quiet, [98, 98, 94, 95], [95, 96, 90, 92], [92, 95, 91, 94], quiet];
    // 100 + 5, then 94 + 5, then 90 + 5.
    const { open, orders } = runDrawn(bars, {
      1: (context) => context.buy({ units: 1, trail: { distance: 5 } }),
    });
    expect(open[0]).toMatchObject({ entry_bar: 4, entry_price: 95 });
    expect(orders[0]).toMatchObject({ kind: 'trailing_stop', stop: 95, status: 'filled' });
  });

  it('fills a gap over its level at the open', () => {
    const bars: Drawn[] = [quiet, quiet, [98, 98, 94, 95], [104, 106, 103, 105], quiet, quiet];
    const { open } = runDrawn(bars, { 1: (context) => context.buy({ units: 1, trail: { percent: 0.02 } }) });
    expect(open[0]).toMatchObject({ entry_bar: 3, entry_price: 104 });
  });

  it('sells short behind a rise', () => {
    const bars: Drawn[] = [quiet, quiet, [100, 108, 100, 107], [107, 107, 104, 105], quiet, quiet];
    const { open } = runDrawn(bars, { 1: (context) => context.sell({ units: 1, trail: { distance: 3 } }) });
    expect(open[0]).toMatchObject({ entry_bar: 3, entry_price: 105, size: -1 });
  });
});
