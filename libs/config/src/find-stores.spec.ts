import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findStores, readStoresNote } from './find-stores.js';
import { loadConfig } from './load-config.js';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'barkeep-stores-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function note(pid: number): void {
  const stores = { redis_url: 'redis://noted:1', database_url: 'postgres://noted/1', pid };
  writeFileSync(join(home, 'stores.json'), JSON.stringify(stores));
}

it('leaves settings alone that name both stores', () => {
  const config = loadConfig({
    REDIS_URL: 'redis://own:1',
    DATABASE_URL: 'postgres://own/1',
    BARKEEP_HOME: home,
  });
  expect(findStores(config)).toBe(config);
});

it('takes what is missing from the note of a running Barkeep', () => {
  note(process.pid);
  const config = findStores(loadConfig({ REDIS_URL: 'redis://own:1', BARKEEP_HOME: home }));
  expect(config).toMatchObject({ REDIS_URL: 'redis://own:1', DATABASE_URL: 'postgres://noted/1' });
});

it('says in one line what to do when nobody runs and nothing is set', () => {
  expect(() => findStores(loadConfig({ BARKEEP_HOME: home }))).toThrow(
    /^no stores: set REDIS_URL and DATABASE_URL.*$/,
  );
});

it('does not trust a note whose writer is gone', () => {
  note(2 ** 30);
  expect(readStoresNote(home)).toBeUndefined();
});
