import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const PROJECT = resolve(import.meta.dirname, '..');
const PAGE = join(PROJECT, 'apps/dashboard/src');
const IMPORTED = /(?:from|import)\s*\(?\s*'((?:@[\w.-]+\/)?[a-z][\w.-]*)[^']*'/g;

/** Packages whose description names no licence, and what their licence file says. */
const TOLD_ELSEWHERE: Readonly<Record<string, string>> = { 'xmlhttprequest-ssl': 'MIT' };

/** A package of others that travels with Barkeep. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** An expression of SPDX; undefined where none is stated. */
  readonly licence: string | undefined;
  /** What it is needed by: the processes, or the page that is built from it. */
  readonly partOf: 'service' | 'page';
}

/** What the lock file says of a package. */
interface LockEntry {
  readonly version: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

type LockEntries = Readonly<Record<string, LockEntry>>;

/** By name; of several versions of one package each is there. */
export function listShippedPackages(): ShippedPackage[] {
  const lock = JSON.parse(readFileSync(join(PROJECT, 'package-lock.json'), 'utf8')) as {
    packages: LockEntries;
  };
  const ofPage = findReached(lock.packages, listImports(PAGE));
  const shipped = Object.entries(lock.packages)
    .filter(([path, { dev }]) => path !== '' && (!dev || ofPage.has(path)))
    .map(([path, { version, license, dev }]): ShippedPackage => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return { name, version, licence: license ?? TOLD_ELSEWHERE[name], partOf: dev ? 'page' : 'service' };
    });
  const each = new Map(shipped.map((found) => [`${found.name}@${found.version}`, found]));
  return [...each.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** The names of the packages that files of a folder import. */
function listImports(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.tsx?$/.test(file),
  );
  return files.flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(IMPORTED)].map(([, name]) => name),
  );
}

/** The places of packages in the lock file, and of all that they need in turn. */
function findReached(entries: LockEntries, names: readonly string[]): Set<string> {
  const reached = new Set<string>();
  const visit = (name: string, from: string): void => {
    const path = findPlace(entries, name, from);
    if (path === undefined || reached.has(path)) return;
    reached.add(path);
    const { dependencies, peerDependencies } = entries[path];
    for (const needed of Object.keys({ ...dependencies, ...peerDependencies })) visit(needed, path);
  };
  for (const name of names) visit(name, '');
  return reached;
}

/** Where Node would find a package: in the nearest folder upwards. */
function findPlace(entries: LockEntries, name: string, from: string): string | undefined {
  for (let place = from; ; place = place.slice(0, Math.max(0, place.lastIndexOf('/node_modules/')))) {
    const path = `${place === '' ? '' : `${place}/`}node_modules/${name}`;
    if (path in entries) return path;
    if (place === '') return undefined;
  }
}
