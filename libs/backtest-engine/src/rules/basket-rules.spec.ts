import { runDocument, type Document } from '../../testing/document-run.js';
import { drawBars, type Drawn, type DrawnRun, type DrawnWorld } from '../../testing/drawn-run.js';

const at = (close: number): Drawn => [close, close, close, close];
const bars = (...closes: number[]) => closes.map(at);

/** Long a and short b, in halves, while a is the cheaper. */
const long = {
  enter: 'a.close < b.close and not in_position',
  exit: 'a.close > b.close',
  legs: [
    { symbol: 'a', weight: 0.5 },
    { symbol: 'b', weight: -0.5 },
  ],
};

function run(
  document: Document,
  a: readonly Drawn[],
  b: readonly Drawn[],
  {
    firstDayOfA = 0,
    firstDayOfB = 0,
    ...world
  }: DrawnWorld & { firstDayOfA?: number; firstDayOfB?: number } = {},
): DrawnRun {
  const symbols = { a: 'A', b: 'B' };
  return runDocument(
    { symbols, rules: { long }, ...document },
    [drawBars(a, 'A', firstDayOfA), drawBars(b, 'B', firstDayOfB)],
    world,
  );
}

const told = ({ trades }: DrawnRun) =>
  trades.map(({ symbol, entry_bar, exit_bar, exit_reason }) => [symbol, entry_bar, exit_bar, exit_reason]);
const held = ({ open }: DrawnRun) => open.map(({ symbol, size, entry_bar }) => [symbol, size, entry_bar]);

describe('a basket that loses a leg', () => {
  it('is closed whole when the bars of a leg end', () => {
    const outcome = run({}, bars(90, 90, 90, 90, 90, 90, 90), bars(100, 100, 100, 100));
    expect(told(outcome)).toEqual([
      ['B', 2, 3, 'delisted'],
      ['A', 2, 5, 'leg_ended'],
    ]);
    expect(outcome.open).toEqual([]);
  });

  it('is closed whole when it is the leg whose bars the rules are read on', () => {
    const outcome = run({}, bars(90, 90, 90, 90), bars(100, 100, 100, 100, 100, 100, 100));
    expect(told(outcome)).toEqual([
      ['A', 2, 3, 'delisted'],
      ['B', 2, 5, 'leg_ended'],
    ]);
    expect(outcome.open).toEqual([]);
  });

  it('is closed whole when a margin call takes a leg', () => {
    const world = { execution: { margin: 0.5, maintenanceMargin: 0.45 } };
    const sizing = { kind: 'equity', value: 2 };
    const outcome = run(
      { sizing },
      bars(90, 90, 90, 90, 90, 90, 90),
      bars(100, 100, 100, 108, 108, 108, 108),
      world,
    );
    expect(told(outcome).slice(0, 2)).toEqual([
      ['B', 2, 3, 'margin_call'],
      ['A', 2, 4, 'leg_ended'],
    ]);
  });

  it('is not entered again without the leg', () => {
    const outcome = run({}, bars(90, 90, 90, 90, 90, 90, 90, 90), bars(100, 100, 100));
    expect(outcome.orders.filter(({ kind }) => kind === 'market')).toHaveLength(2);
  });

  it('waits for a leg that is listed late', () => {
    const outcome = run({}, bars(90, 90, 90, 90, 90, 90), bars(100, 100, 100), { firstDayOfB: 3 });
    expect(held(outcome)).toEqual([
      ['A', 5, 4],
      ['B', -5, 4],
    ]);
  });
});

describe('the limits of a basket', () => {
  const flat = [bars(90, 90, 90, 90, 90), bars(100, 100, 100, 100, 100)] as const;

  it('count every leg as a position', () => {
    expect(held(run({ limits: { max_positions: 1 } }, ...flat))).toEqual([]);
    expect(held(run({ limits: { max_positions: 2 } }, ...flat))).toHaveLength(2);
  });

  it('cut all legs down in proportion to what max_gross leaves', () => {
    expect(held(run({ limits: { max_gross: 0.4 } }, ...flat))).toEqual([
      ['A', 2, 2],
      ['B', -2, 2],
    ]);
    const sizing = { kind: 'qty', value: 8 };
    expect(held(run({ limits: { max_gross: 0.38 }, sizing }, ...flat))).toEqual([
      ['A', 2, 2],
      ['B', -2, 2],
    ]);
  });

  it('hold off after an exit of any leg for the bars of the cooldown', () => {
    const a = bars(90, 90, 90, 110, 90, 90, 90, 90, 90);
    const b = bars(100, 100, 100, 100, 100, 100, 100, 100, 100);
    expect(held(run({}, a, b))[0][2]).toBe(5);
    expect(held(run({ limits: { cooldown_bars: 2 } }, a, b))[0][2]).toBe(8);
  });

  it('let a side be entered as often as pyramiding says', () => {
    const again = { ...long, enter: 'a.close < b.close' };
    const document = { rules: { long: again }, sizing: { kind: 'cash', value: 200 } };
    expect(held(run(document, ...flat))).toHaveLength(2);
    expect(held(run({ ...document, limits: { pyramiding: 2 } }, ...flat))).toHaveLength(4);
  });
});

describe('the orders of a basket', () => {
  it('may be for the close', () => {
    const moc = { ...long, order: { kind: 'moc' } };
    const a: Drawn[] = [at(90), at(90), [90, 96, 90, 95], at(95)];
    const { open } = run({ rules: { long: moc } }, a, bars(100, 100, 100, 100));
    expect(open.map(({ symbol, entry_price }) => [symbol, entry_price])).toEqual([
      ['A', 95],
      ['B', 100],
    ]);
  });
});
