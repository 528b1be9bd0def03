import fc from 'fast-check';
import { HOSTILE_INPUTS, MEANINGFUL } from './testing/hostile-inputs.js';

const RUNS = 1000;

describe('hostile inputs', () => {
  it.each(HOSTILE_INPUTS)('of the kind "$what" are refused with a reason, or run', ({ inputs, tryOut }) => {
    let [tried, ran] = [0, 0];
    fc.assert(
      fc.property(inputs, (input) => {
        ran += tryOut(input) ? 1 : 0;
        tried += 1;
      }),
      { numRuns: RUNS },
    );
    expect(tried).toBe(RUNS);
    expect(ran).toBeLessThanOrEqual(tried);
  });

  it('are also such as run', () => {
    const ran = fc.sample(MEANINGFUL.inputs, RUNS / 4).filter((input) => MEANINGFUL.tryOut(input));
    expect(ran.length).toBeGreaterThan(RUNS / 16);
  });
});
