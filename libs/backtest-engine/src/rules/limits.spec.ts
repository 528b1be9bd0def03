import { runDocument, type Document } from '../../testing/document-run.js';
import { drawBars, type Drawn } from '../../testing/drawn-run.js';

const at = (close: number): Drawn => [close, close, close, close];
const bars = (...closes: number[]) => closes.map(at);
const enter = { long: { enter: 'close == 100 and not in_position', exit: 'close > 120' } };
const qty = (value: number) => ({ kind: 'qty', value });

function sizes(document: Document, ...closes: number[][]) {
  const names = closes.map((_, index) => 'ABC'[index]);
  const series = closes.map((one, index) => drawBars(bars(...one), names[index]));
  const { open } = runDocument({ symbols: names, rules: enter, ...document }, series);
  return open.map(({ symbol, size }) => [symbol, size]);
}

describe('max_gross', () => {
  it('cuts an entry down to what is left', () => {
    expect(sizes({ sizing: qty(9), limits: { max_gross: 0.5 } }, [99, 100, 100])).toEqual([['A', 5]]);
    expect(sizes({ limits: { max_gross: 0.35 } }, [99, 100, 100])).toEqual([['A', 3]]);
    expect(sizes({ sizing: qty(2), limits: { max_gross: 0.5 } }, [99, 100, 100])).toEqual([['A', 2]]);
  });

  it('is shared by the entries of one decision, in the order of the symbols', () => {
    const limits = { max_gross: 0.8 };
    expect(sizes({ sizing: qty(5), limits }, [99, 100, 100], [99, 100, 100], [99, 100, 100])).toEqual([
      ['A', 5],
      ['B', 3],
    ]);
  });

  it('counts what is open at the closes of the decision', () => {
    // A: 5 units that are worth 550 of 1050 when B is decided on; 840 less 550 are 2 units of B.
    expect(
      sizes({ sizing: qty(5), limits: { max_gross: 0.8 } }, [99, 100, 100, 110, 110], [99, 99, 99, 100, 100]),
    ).toEqual([
      ['A', 5],
      ['B', 2],
    ]);
  });

  it('is free again of what the same decision closes or reverses', () => {
    const exits = { long: { enter: 'close == 100 and not in_position', exit: 'close == 90' } };
    const limits = { max_gross: 0.5 };
    const closed = sizes(
      { rules: exits, sizing: qty(5), limits },
      [99, 100, 100, 90, 90],
      [99, 99, 99, 100, 100],
    );
    expect(closed).toEqual([['B', 4]]);
    const both = { long: { enter: 'close == 100' }, short: { enter: 'close == 101' } };
    expect(sizes({ rules: both, sizing: qty(5), limits }, [99, 100, 100, 101, 101])).toEqual([['A', -4]]);
  });

  it('leaves no entry where nothing is left', () => {
    expect(
      sizes({ sizing: qty(5), limits: { max_gross: 0.5 } }, [99, 100, 100, 100], [99, 99, 100, 100]),
    ).toEqual([['A', 5]]);
  });
});
