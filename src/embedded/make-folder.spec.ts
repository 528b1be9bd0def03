import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from './make-folder.js';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'barkeep-folder-'));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

it('makes a folder with those above it, and leaves one that is there', () => {
  const folder = join(parent, 'one', 'two', 'three');
  makeFolder(folder, 0o700);
  makeFolder(folder, 0o711);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

it('says in one line that a file has the name', () => {
  const file = join(parent, 'redis');
  writeFileSync(file, '');
  expect(() => makeFolder(file, 0o700)).toThrow(
    `the folder ${file} can't be used: there is a file of that name; move it away or set BARKEEP_HOME`,
  );
  expect(() => makeFolder(join(file, 'below'), 0o700)).toThrow(/^the folder .* can't be used: ENOTDIR.*$/);
});

it('says in one line that a link leads nowhere', () => {
  const link = join(parent, 'link');
  symlinkSync(join(parent, 'nowhere'), link);
  expect(() => makeFolder(link, 0o700)).toThrow(/^the folder .* can't be used: EEXIST.*$/);
});

// Node 20's own recursive mkdir never returns from there.
(existsSync('/proc/self') ? it : it.skip)('gives up at once where nothing can be made', () => {
  expect(() => makeFolder('/proc/nowhere/home', 0o700)).toThrow(
    /^the folder \/proc\/nowhere\/home can't be used: ENOENT.*set BARKEEP_HOME$/,
  );
});
