import type { KnownNeed } from '#strategy';
import { faultsOfKnown } from './known-data.js';
import type { WantedBars } from './wanted-bars.js';

const need: KnownNeed = {
  source: 'earnings',
  dataset: 'earnings',
  where: {},
  time: 'periodEnding',
  subjects: ['AAPL', 'KO'],
  columns: ['epsActual', 'periodEnding'],
  path: '/rules/long/enter',
};

const published = (symbol: string, day: string) => ({ symbol, publishedAt: Date.parse(day) });

const faults = (rows: readonly object[], wanted: Partial<WantedBars> = {}, lastBar?: number) => {
  const world = { timeframe: '1d', startDate: null, endDate: '2015-12-31', asOf: null, ...wanted } as const;
  return faultsOfKnown({ loadKnown: async () => rows as never[] }, [need], world, lastBar);
};

const rows = [published('KO', '2014-02-18'), published('AAPL', '2015-12-31'), published('KO', '2016-02-09')];

describe('the datasets that a strategy reads', () => {
  it('have no fault where something was published by the end of the run', async () => {
    expect(await faults(rows)).toEqual([]);
    expect(await faults(rows, { endDate: null })).toEqual([]);
  });

  it('are told for each symbol with the range that is stored', async () => {
    expect(await faults(rows, { endDate: '2015-12-30' })).toEqual([
      {
        path: '/strategy/rules/long/enter',
        code: 'E_DATA',
        message: 'no earnings of AAPL were published by the end of the run',
        hint: 'those that are stored were published from 2015-12-31 to 2015-12-31',
      },
    ]);
  });

  it('are told where all was published after the last bar, whatever the end of the run', async () => {
    const message = 'no earnings of AAPL were published by the end of the run';
    expect(await faults(rows, { endDate: null }, Date.parse('2015-06-30'))).toMatchObject([{ message }]);
    expect(await faults(rows, { endDate: null }, Date.parse('2015-12-31'))).toEqual([]);
  });

  it('are told for symbols of which nothing is stored', async () => {
    expect(await faults([rows[0]])).toEqual([
      expect.objectContaining({ code: 'E_DATA', message: 'no earnings of AAPL are stored' }),
    ]);
  });
});
