import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { Database } from '../database.js';
import type { StrategyDraft } from './stored-strategy.js';
import { StrategyRepository } from './strategy.repository.js';

const draftOf = (name: string, at: number, values: object = {}): StrategyDraft => ({
  name,
  document: { version: 1, name, ...values },
  strategyHash: `hash of ${name}`,
  note: null,
  at,
});

describe('StrategyRepository', () => {
  let testDatabase: TestDatabase;
  let database: Database;
  let repository: StrategyRepository;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    database = new Database({ url: testDatabase.url, poolSize: 4 });
    repository = new StrategyRepository(database);
  });

  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  it('keeps every version, its members in the order in which they were written', async () => {
    await repository.create('a', draftOf('cross', 1_000, { zeta: 1, alpha: 2 }), 'ann');
    const changed = await repository.addVersion('a', draftOf('cross 2', 2_000));
    expect(changed).toEqual({
      ...{ id: 'a', name: 'cross 2', version: 2, createdAt: 1_000, updatedAt: 2_000 },
      ...{ validationTaskId: null, owner: 'ann', shared: false },
    });
    const first = await repository.findVersion('a', 1);
    expect(Object.keys(first!.document)).toEqual(['version', 'name', 'zeta', 'alpha']);
    expect(await repository.findVersion('a')).toMatchObject({ version: 2, document: { name: 'cross 2' } });
    expect((await repository.listVersions('a')).map(({ version }) => version)).toEqual([2, 1]);
  });

  it('makes no version of the same document', async () => {
    await repository.create('same', draftOf('same', 1), 'ann');
    expect(await repository.addVersion('same', draftOf('same', 2))).toMatchObject({
      version: 1,
      updatedAt: 1,
    });
  });

  it('adds to the version that the caller knows, or not at all', async () => {
    await repository.create('based', draftOf('based', 1), 'ann');
    const updates = await Promise.all(
      ['x', 'y', 'z'].map((name) => repository.addVersion('based', draftOf(name, 2), 1)),
    );
    expect(updates.filter((update) => update === 'changed')).toHaveLength(2);
    expect(await repository.find('based')).toMatchObject({ version: 2 });
    expect(await repository.addVersion('nobody', draftOf('x', 1))).toBeUndefined();
  });

  it('lists pages that join, what changed last first, and finds names by a part', async () => {
    for (const [index, name] of ['p_1', 'p%2', 'P_3'].entries()) {
      await repository.create(`list-${index}`, draftOf(name, 10_000), 'ann');
    }
    const first = await repository.list({ limit: 2 });
    expect(first.map(({ id }) => id)).toEqual(['list-2', 'list-1']);
    const [third] = await repository.list({ limit: 1, after: first[1] });
    expect(third.id).toBe('list-0');
    const found = await repository.list({ limit: 9, name: 'p_' });
    expect(found.map(({ name }) => name)).toEqual(['P_3', 'p_1']);
  });

  it('removes one with all its versions', async () => {
    await repository.create('gone', draftOf('gone', 1), 'ann');
    expect(await repository.remove('gone')).toBe(true);
    expect(await repository.remove('gone')).toBe(false);
    expect(await repository.listVersions('gone')).toEqual([]);
  });
});
