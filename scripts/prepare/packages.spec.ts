import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Packages {
  arePackagesCurrent(project: string): boolean;
}

/** Plain JavaScript without types of its own. */
const script: string = './packages.mjs';
let project: string;
let packages: Packages;
beforeEach(async () => {
  project = mkdtempSync(join(tmpdir(), 'barkeep-packages-'));
  packages = (await import(script)) as Packages;
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

function lock(file: string, entries: object): void {
  mkdirSync(join(project, 'node_modules'), { recursive: true });
  writeFileSync(join(project, file), JSON.stringify({ packages: { '': { name: 'x' }, ...entries } }));
}

it('asks for an installation where there is none', () => {
  lock('package-lock.json', {});
  expect(packages.arePackagesCurrent(project)).toBe(false);
});

it('is content with what the lock says, whatever is missing for other platforms', () => {
  lock('package-lock.json', {
    'node_modules/a': { version: '1.0.0' },
    'node_modules/elsewhere': { version: '2.0.0', optional: true },
  });
  lock('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.0' } });
  expect(packages.arePackagesCurrent(project)).toBe(true);
});

it.each([
  ['another version', { 'node_modules/a': { version: '1.0.1' } }],
  ['nothing', {}],
])('asks for an installation where %s is installed', (_what, installed) => {
  lock('package-lock.json', { 'node_modules/a': { version: '1.0.0' } });
  lock('node_modules/.package-lock.json', installed);
  expect(packages.arePackagesCurrent(project)).toBe(false);
});
