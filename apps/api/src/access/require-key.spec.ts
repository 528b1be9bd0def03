import { loadConfig } from '#config';
import { BarkeepError } from '#domain';
import { requireKey } from './require-key.js';

const ADMIN_API_KEY = 'twenty-characters-and-more';
const none = { hasActive: async () => false };
const some = { hasActive: async () => true };

async function start(env: Record<string, string>, keys = none): Promise<string[]> {
  const warnings: string[] = [];
  await requireKey(loadConfig(env), keys, (line) => warnings.push(line));
  return warnings;
}

test('starts on an address of this machine without a key', async () => {
  expect(await start({})).toEqual([]);
});

test.each([
  ['HOST', '0.0.0.0'],
  ['AUTH', 'on'],
])('refuses %s=%s without a key, and says how to make one', (name, value) =>
  expect(start({ [name]: value })).rejects.toThrow(/barkeep keys create .* ADMIN_API_KEY/),
);

test('starts on any address with a key of the settings or a stored one', async () => {
  expect(await start({ HOST: '0.0.0.0', ADMIN_API_KEY })).toEqual([]);
  expect(await start({ HOST: '0.0.0.0' }, some)).toEqual([]);
});

test('starts while the database is away', async () => {
  const away = { hasActive: () => Promise.reject(new BarkeepError('STORE_UNAVAILABLE', 'away')) };
  expect(await start({ HOST: '0.0.0.0' }, away)).toEqual([]);
});

test('says aloud that nobody is asked for a key on an address that others reach', async () => {
  expect(await start({ HOST: '0.0.0.0', AUTH: 'off' })).toEqual([
    expect.stringContaining('may do everything'),
  ]);
});
