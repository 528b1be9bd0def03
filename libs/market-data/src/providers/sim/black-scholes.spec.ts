import fc from 'fast-check';
import { valueOption, type OptionTerms } from './black-scholes.js';

/** Hull, Options, Futures, and Other Derivatives: examples 15.6 and 19.1 to 19.7. */
describe('the value of a European option', () => {
  test('is that of the textbook', () => {
    const terms = { spot: 42, strike: 40, years: 0.5, rate: 0.1, volatility: 0.2 };
    expect(valueOption({ ...terms, type: 'call' }).price).toBeCloseTo(4.76, 2);
    expect(valueOption({ ...terms, type: 'put' }).price).toBeCloseTo(0.81, 2);
  });

  test('has the greeks of the textbook', () => {
    const value = valueOption({
      ...{ type: 'call', spot: 49, strike: 50, years: 0.3846, rate: 0.05, volatility: 0.2 },
    });
    expect(value.delta).toBeCloseTo(0.522, 3);
    expect(value.gamma).toBeCloseTo(0.066, 3);
    expect(value.theta * 365).toBeCloseTo(-4.31, 2);
    expect(value.vega * 100).toBeCloseTo(12.1, 1);
    expect(value.rho * 100).toBeCloseTo(8.91, 2);
  });

  const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
  const terms = fc.record({
    ...{ spot: between(1, 500), strike: between(1, 500), years: between(0.01, 2) },
    ...{ rate: between(0, 0.1), volatility: between(0.1, 0.9) },
  });

  test('obeys put-call parity', () => {
    fc.assert(
      fc.property(terms, (drawn) => {
        const [call, put] = (['call', 'put'] as const).map((type) => valueOption({ ...drawn, type }).price);
        const forward = drawn.spot - drawn.strike * Math.exp(-drawn.rate * drawn.years);
        expect(call - put).toBeCloseTo(forward, 9);
      }),
    );
  });

  test('has greeks that say how the price changes', () => {
    fc.assert(
      fc.property(terms, fc.constantFrom('call', 'put'), (drawn, type) => {
        const price = (change: Partial<OptionTerms>) => valueOption({ ...drawn, type, ...change }).price;
        const slope = (name: 'spot' | 'years' | 'rate' | 'volatility', step: number) =>
          (price({ [name]: drawn[name] + step }) - price({ [name]: drawn[name] - step })) / (2 * step);
        const value = valueOption({ ...drawn, type });
        // A step that is small beside how far the price goes until then.
        const spread = drawn.spot * drawn.volatility * Math.sqrt(drawn.years);
        expect(value.delta).toBeCloseTo(slope('spot', spread / 100), 2);
        expect(value.theta * 365).toBeCloseTo(-slope('years', 1e-4), 0);
        expect(value.vega * 100).toBeCloseTo(slope('volatility', 1e-4), 0);
        expect(value.rho * 100).toBeCloseTo(slope('rate', 1e-4), 0);
      }),
    );
  });
});
