import { faultsOfCosts } from './cost-faults.js';

const pathsOf = (commission: object, execution: object = {}) =>
  faultsOfCosts({ commission }, execution).map(({ path }) => path.replace('/costs/commission/', ''));

describe('what excludes each other among costs', () => {
  it('is nothing where one way to charge is stated', () => {
    expect(pathsOf({})).toEqual([]);
    expect(pathsOf({ rate: 0.001, fixed: 1, per_share: 0.01, minimum: 1, maximum: 5 })).toEqual([]);
    expect(pathsOf({ maker: 0.001, taker: 0.002, minimum: 1 })).toEqual([]);
    expect(
      pathsOf({
        tiers: [
          { from: 0, rate: 0.01 },
          { from: 100, rate: 0.005 },
        ],
      }),
    ).toEqual([]);
    expect(faultsOfCosts(undefined, undefined)).toEqual([]);
    expect(faultsOfCosts('cheap', [])).toEqual([]);
  });

  it('is no rate of 0, with which a request is shown', () => {
    expect(pathsOf({ rate: 0, per_share: 0, tiers: [{ from: 0, rate: 0.01 }] })).toEqual([]);
    expect(pathsOf({ rate: 0, maker: 0.001, taker: 0.002 })).toEqual([]);
  });

  it('is a second way beside the first, told all at once', () => {
    expect(pathsOf({ maker: 0.001 })).toEqual(['maker']);
    expect(pathsOf({ rate: 0.001, maker: 0.001, taker: 0.002, tiers: [{ from: 0, rate: 0 }] })).toEqual([
      'rate',
      'tiers',
      'rate',
    ]);
    expect(pathsOf({ per_share: 1, tiers: [{ from: 0, rate: 0 }] })).toEqual(['per_share']);
    expect(pathsOf({ minimum: 2, maximum: 1 })).toEqual(['maximum']);
  });

  it('is a tier of no kind or two, of another kind, or out of order', () => {
    expect(pathsOf({ tiers: [] })).toEqual(['tiers']);
    expect(pathsOf({ tiers: [{ from: 0 }, { from: 1, rate: 0, per_share: 0 }] })).toEqual([
      'tiers/0',
      'tiers/1',
    ]);
    expect(
      pathsOf({
        tiers: [
          { from: 0, rate: 0 },
          { from: 1, per_share: 0 },
        ],
      }),
    ).toEqual(['tiers/1']);
    expect(
      pathsOf({
        tiers: [
          { from: 5, rate: 0 },
          { from: 5, rate: 0 },
        ],
      }),
    ).toEqual(['tiers/0', 'tiers/1']);
  });

  it('is a maintenance margin above the margin', () => {
    expect(pathsOf({}, { margin: 0.5, maintenance_margin: 0.25 })).toEqual([]);
    expect(pathsOf({}, { margin: 0.5, maintenance_margin: 0.6 })).toEqual(['/execution/maintenance_margin']);
    expect(pathsOf({}, { maintenance_margin: 1 })).toEqual([]);
  });
});
