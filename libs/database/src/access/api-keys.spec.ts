import { loadConfig } from '#config';
import type { StoredApiKey } from './api-key.js';
import { makeApiKey } from './api-key-text.js';
import type { ApiKeyRepository } from './api-key.repository.js';
import { ApiKeys } from './api-keys.js';

const ADMIN_API_KEY = 'a'.repeat(64);
const { text, stored } = makeApiKey({ name: 'scraper', owner: 'me', role: 'viewer', quotas: {} }, 0);

function keysWith(AUTH: string): ApiKeys {
  const repository = {
    findActive: async (id: string): Promise<StoredApiKey | undefined> =>
      id === stored.id ? stored : undefined,
    noteUse: async () => undefined,
  } as unknown as ApiKeyRepository;
  return new ApiKeys(loadConfig({ AUTH, ADMIN_API_KEY }), repository);
}

describe('ApiKeys', () => {
  it('admits whoever shows a key that holds, in either header', async () => {
    const keys = keysWith('on');
    expect(await keys.admits({ authorization: `Bearer ${text}` })).toBe(true);
    expect(await keys.admits({ 'x-api-key': text })).toBe(true);
    expect(await keys.admits({ authorization: `Bearer ${ADMIN_API_KEY}` })).toBe(true);
  });

  it('does not admit others, be it by a key whose secret is another', async () => {
    const keys = keysWith('on');
    for (const key of [
      '',
      'nonsense',
      makeApiKey(stored, 0).text,
      `${text.slice(0, -1)}${text.endsWith('A') ? 'B' : 'A'}`,
    ])
      expect(await keys.admits({ authorization: `Bearer ${key}` })).toBe(false);
    expect(await keys.admits({})).toBe(false);
  });

  it('admits everybody where no key is needed', async () => {
    expect(await keysWith('off').admits({})).toBe(true);
  });
});
