import { createHash } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { Database } from '../database.js';
import type { StoredApiKey } from './api-key.js';
import { ApiKeyRepository } from './api-key.repository.js';

let store: TestDatabase;
let database: Database;
let keys: ApiKeyRepository;

beforeAll(async () => {
  store = await createTestDatabase();
  database = new Database({ url: store.url, poolSize: 2 });
  keys = new ApiKeyRepository(database);
});

afterAll(async () => {
  await database.close();
  await store.drop();
});

const made: StoredApiKey = {
  ...{ id: 'aaaa', name: 'notebook', owner: 'ann', quotas: { requestsPerMinute: 60 } },
  role: 'trader',
  ...{ createdAt: 1_000, lastUsedAt: null, revokedAt: null, hash: createHash('sha256').update('x').digest() },
};

describe('the keys that were handed out', () => {
  it('are found by their id until they are revoked, and stay on record', async () => {
    expect(await keys.hasActive()).toBe(false);
    await keys.create(made);
    expect(await keys.findActive('aaaa')).toEqual(made);
    expect(await keys.hasActive()).toBe(true);
    expect(await keys.revoke('aaaa', 5_000)).toBe(true);
    expect(await keys.revoke('aaaa', 6_000)).toBe(false);
    expect(await keys.findActive('aaaa')).toBeUndefined();
    const { hash: _hash, ...listed } = { ...made, revokedAt: 5_000 };
    expect(await keys.list()).toEqual([listed]);
  });

  it('say to the minute when they were used', async () => {
    const used = async (at: number) => {
      await keys.noteUse('aaaa', at);
      return (await keys.list())[0].lastUsedAt;
    };
    expect([await used(10_000), await used(69_999), await used(70_001)]).toEqual([10_000, 10_000, 70_001]);
  });
});
