import { resolveExecution } from '#backtest-engine';
import { faultsOfLocal } from './local-data.js';

type Asked = Parameters<typeof faultsOfLocal>[0];

const ask = (more: Partial<Asked>): string[] => {
  const request = { adjust: 'split', asOf: null, execution: resolveExecution(), ...more } as Asked;
  return faultsOfLocal(request).map(({ path }) => path);
};

describe('a run without stores', () => {
  it('is done on the prices as they are', () => {
    expect(ask({})).toEqual([]);
  });

  it('is refused where it needs what only stores have, every part of it named', () => {
    expect(ask({ adjust: 'raw' })).toEqual(['/adjust']);
    expect(ask({ adjust: 'total' })).toEqual(['/adjust']);
    const execution = resolveExecution('default', { drillDown: true });
    expect(ask({ asOf: '2024-01-01', execution })).toEqual(['/as_of', '/execution/drill_down']);
  });
});
