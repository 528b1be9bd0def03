import { runDrawn, type Drawn, type DrawnWorld } from '../../testing/drawn-run.js';
import type { EntryRequest } from '../entry-request.js';

/** Two quiet bars, the bar drawn by the test, then quiet ones again. */
function entryOn(
  bar: Drawn,
  request: EntryRequest,
  direction: 'buy' | 'sell' = 'buy',
  world: DrawnWorld = {},
) {
  const quiet: Drawn = [100, 101, 99, 100];
  const run = runDrawn(
    [quiet, quiet, bar, quiet],
    { 1: (context) => context[direction]({ units: 1, ...request }) },
    world,
  );
  const [first] = run.open;
  return first === undefined ? undefined : { bar: first.entry_bar, price: first.entry_price };
}

describe('fills inside a bar', () => {
  it('fills a market order at the next open', () => {
    expect(entryOn([103, 110, 90, 95], {})).toEqual({ bar: 2, price: 103 });
  });

  it('fills a market order at the close of its decision when told so, dated to it', () => {
    expect(entryOn([103, 110, 90, 95], {}, 'buy', { execution: { fill: 'close' } })).toEqual({
      bar: 1,
      price: 100,
    });
  });

  it('fills an order for the close at the close of the next bar', () => {
    expect(entryOn([103, 110, 90, 95], { onClose: true })).toEqual({ bar: 2, price: 95 });
  });

  it.each<[string, Drawn, number]>([
    ['at the stop inside the bar', [103, 110, 90, 95], 105],
    ['at the open after a gap over it', [107, 110, 106, 108], 107],
    ['when the high just touches it', [103, 105, 90, 95], 105],
  ])('fills a buy stop %s', (_title, bar, price) => {
    expect(entryOn(bar, { stop: 105 })).toEqual({ bar: 2, price });
  });

  it.each<[string, Drawn, number]>([
    ['at the stop inside the bar', [98, 110, 90, 95], 95],
    ['at the open after a gap under it', [93, 94, 90, 92], 93],
  ])('fills a sell stop %s', (_title, bar, price) => {
    expect(entryOn(bar, { stop: 95 }, 'sell')).toEqual({ bar: 2, price });
  });

  it.each<[string, Drawn, number]>([
    ['at the limit on a touch', [103, 110, 95, 100], 95],
    ['at the better open after a gap under it', [93, 94, 90, 92], 93],
  ])('fills a buy limit %s', (_title, bar, price) => {
    expect(entryOn(bar, { limit: 95 })).toEqual({ bar: 2, price });
  });

  it.each<[string, Drawn, number]>([
    ['at the limit on a touch', [103, 105, 95, 100], 105],
    ['at the better open after a gap over it', [108, 109, 106, 107], 108],
  ])('fills a sell limit %s', (_title, bar, price) => {
    expect(entryOn(bar, { limit: 105 }, 'sell')).toEqual({ bar: 2, price });
  });

  it('fills a stop after a gap at the open though market orders fill at the close, unlike the peer', () => {
    const bar: Drawn = [107, 110, 106, 108];
    const execution = { fill: 'close' } as const;
    expect(entryOn(bar, { stop: 105 }, 'buy', { execution })).toEqual({ bar: 2, price: 107 });
    expect(entryOn(bar, { stop: 105 }, 'buy', { execution, preset: 'backtesting_py' })).toEqual({
      bar: 2,
      price: 105,
    });
  });

  it('leaves orders waiting whose price is not reached', () => {
    expect(entryOn([100, 104, 96, 100], { stop: 105 })).toBeUndefined();
    expect(entryOn([100, 104, 96, 100], { limit: 95 })).toBeUndefined();
  });

  it('fills a stop-limit at its stop when the limit lies beyond it', () => {
    expect(entryOn([100, 110, 99, 108], { stop: 105, limit: 107 })).toEqual({ bar: 2, price: 105 });
    expect(entryOn([100, 101, 90, 92], { stop: 95, limit: 93 }, 'sell')).toEqual({ bar: 2, price: 95 });
  });

  it('turns a stop-limit whose limit lies before the stop into a limit order for the next bar', () => {
    expect(entryOn([104, 110, 99, 108], { stop: 105, limit: 102 })).toEqual({ bar: 3, price: 100 });
  });

  it('makes a limit order of a stop-limit that a gap triggers, where the peer fills it at a price that was not had', () => {
    const peer = { preset: 'backtesting_py' } as const;
    const order = { stop: 105, limit: 107 };
    expect(entryOn([106, 110, 106, 108], order)).toEqual({ bar: 2, price: 106 });
    expect(entryOn([106, 110, 106, 108], order, 'buy', peer)).toEqual({ bar: 2, price: 105 });
    expect(entryOn([109, 110, 106, 108], order)).toEqual({ bar: 2, price: 107 });
    expect(entryOn([94, 95, 90, 92], { stop: 95, limit: 93 }, 'sell')).toEqual({ bar: 2, price: 94 });
  });
});
