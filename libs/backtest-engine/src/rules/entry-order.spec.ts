import { runDocument } from '../../testing/document-run.js';
import { drawBars, type Drawn } from '../../testing/drawn-run.js';

const quiet: Drawn = [100, 101, 99, 100];
const start: Drawn = [99, 101, 98, 99];

function run(bars: readonly Drawn[], order: object) {
  const sizing = { kind: 'qty', value: 1 };
  return runDocument({ rules: { long: { enter: 'close == 100', order } }, sizing }, [drawBars(bars)]);
}

describe('the order slot of an entry', () => {
  it('places a stop that trails by an expression, such as a multiple of the range', () => {
    // The range is 2, so the level lies 4 above the low: 103 from 99 on, 98 from 94 on.
    const bars: Drawn[] = [start, quiet, [98, 98, 94, 95], [95, 97, 95, 96], [96, 99, 96, 98], quiet];
    const order = { kind: 'trailing_stop', distance: '2 * (high - low)' };
    const { open, orders } = run(bars, order);
    expect(open[0]).toMatchObject({ entry_bar: 4, entry_price: 98 });
    expect(orders[0].kind).toBe('trailing_stop');
  });

  it('places a stop that trails by a share of the price', () => {
    const bars: Drawn[] = [start, quiet, [98, 98, 90, 91], [92, 96, 91, 95], quiet, quiet];
    // 105, then 94.5.
    expect(run(bars, { kind: 'trailing_stop', percent: '5%' }).open[0]).toMatchObject({
      entry_bar: 3,
      entry_price: 94.5,
    });
  });

  it('ends an order in its time and places it anew', () => {
    const bars: Drawn[] = [start, quiet, quiet, [101, 102, 101, 102], [100, 101, 94, 96], quiet];
    const day = run(bars, { kind: 'limit', price: '95', time_in_force: 'day' });
    expect(day.orders.map(({ status }) => status)).toEqual(['expired', 'expired', 'pending']);
    const stays = run(bars, { kind: 'limit', price: '95' });
    expect(stays.open[0].entry_bar).toBe(4);
    const dated = run(bars, { kind: 'limit', price: '95', time_in_force: 'gtd', good_till: '2024-01-04' });
    expect(dated.orders[0].status).toBe('expired');
    const longer = run(bars, { kind: 'limit', price: '95', time_in_force: 'gtd', good_till: '2024-01-05' });
    expect(longer.open[0].entry_bar).toBe(4);
    const atOnce = run(bars, { kind: 'limit', price: '100', time_in_force: 'ioc' });
    expect(atOnce.open[0]).toMatchObject({ entry_bar: 2, entry_price: 100 });
  });

  it('lets the entries of both sides wait beside each other', () => {
    const order = (price: string) => ({ kind: 'stop', price, oco: true });
    const rules = {
      long: { enter: 'close == 100', order: order('105') },
      short: { enter: 'close == 100', order: order('95') },
    };
    const series = (bars: readonly Drawn[]) => [drawBars(bars)];
    const document = { rules, sizing: { kind: 'qty', value: 1 } };
    const down = runDocument(document, series([start, quiet, quiet, [99, 99, 94, 96], [99, 106, 99, 104]]));
    expect(down.open.map(({ size }) => size)).toEqual([-1]);
    expect(down.orders[0]).toMatchObject({ status: 'cancelled', reason: 'one_cancels_other' });
    const up = runDocument(document, series([start, quiet, quiet, [101, 106, 101, 104], [99, 99, 94, 96]]));
    expect(up.open.map(({ size }) => size)).toEqual([1]);
  });
});
