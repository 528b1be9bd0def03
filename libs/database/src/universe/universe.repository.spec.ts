import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { Database } from '../database.js';
import { InstrumentRepository } from '../instruments/instrument.repository.js';
import { UniverseRepository } from './universe.repository.js';

let testDatabase: TestDatabase;
let database: Database;
let universe: UniverseRepository;

beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, poolSize: 2 });
  universe = new UniverseRepository(database);
  for (const symbol of ['AAPL', 'BTCUSD', 'OLD'])
    await new InstrumentRepository(database).save({
      ...{ symbol, name: null, calendar: 'XNYS', timeZone: 'America/New_York', currency: 'USD' },
    });
});

afterEach(async () => {
  await database.close();
  await testDatabase.drop();
});

const symbolsFor = async (dataset: 'stock_quotes' | 'fundamentals' | 'options_chain', day = '2026-11-20') =>
  (await universe.listFor(dataset, day)).map(({ symbol }) => symbol);

it('has nobody in it until somebody is switched on, and lists all with their switches', async () => {
  expect(await symbolsFor('stock_quotes')).toEqual([]);
  expect(await universe.list()).toMatchObject([
    { symbol: 'AAPL', active: false, delistedOn: null, excludedDatasets: [] },
    { symbol: 'BTCUSD' },
    { symbol: 'OLD' },
  ]);
});

it('leaves out of each job whom it does not concern, and what is no longer listed', async () => {
  await universe.change('AAPL', { active: true });
  await universe.change('BTCUSD', {
    active: true,
    excludedDatasets: ['fundamentals', 'dividends', 'dividends'],
  });
  await universe.change('OLD', { active: true, delistedOn: '2026-11-19' });
  expect(await symbolsFor('stock_quotes')).toEqual(['AAPL', 'BTCUSD']);
  expect(await symbolsFor('fundamentals')).toEqual(['AAPL']);
  expect(await symbolsFor('fundamentals', '2026-11-19')).toEqual(['AAPL', 'OLD']);
});

it('leaves out whose kind can’t have the dataset, though it is switched on', async () => {
  for (const symbol of ['AAPL', 'BTCUSD']) await universe.change(symbol, { active: true });
  expect(await symbolsFor('options_chain')).toEqual(['AAPL']);
  const switchedOn = await universe.listSwitchedOn('options_chain', '2026-11-20');
  expect(switchedOn.map(({ symbol }) => symbol)).toEqual(['AAPL', 'BTCUSD']);
});

it('changes only the switches that are named', async () => {
  await universe.change('BTCUSD', {
    active: true,
    excludedDatasets: ['fundamentals', 'dividends', 'dividends'],
  });
  expect(await universe.change('BTCUSD', { delistedOn: '2026-12-31' })).toMatchObject({
    ...{ active: true, delistedOn: '2026-12-31', excludedDatasets: ['dividends', 'fundamentals'] },
  });
  expect(await universe.change('BTCUSD', {})).toMatchObject({ active: true });
  await expect(universe.change('NONE', { active: true })).rejects.toMatchObject({ code: 'SYMBOL_NOT_FOUND' });
});
