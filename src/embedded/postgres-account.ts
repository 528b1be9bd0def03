import { spawnSync } from 'node:child_process';
import type { Account } from './kept-process.js';
import { StartError } from './start-error.js';

const USER = 'postgres';
const WAYS_TO_CREATE: readonly [string, readonly string[]][] = [
  ['useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', USER]],
  ['adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin', USER]],
];

/** PostgreSQL refuses to run as root: then it runs as the user `postgres`, who is created when missing. Else as us. */
export function postgresAccount(say: (line: string) => void): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const found = lookUp();
  if (found) return found;
  say(`PostgreSQL does not run as root: creating the system user ${USER}`);
  for (const [command, args] of WAYS_TO_CREATE) {
    if (spawnSync(command, args).status === 0) break;
  }
  const created = lookUp();
  if (!created)
    throw new StartError(
      `the system user ${USER} is missing and could not be created; create it or set DATABASE_URL`,
    );
  return created;
}

function lookUp(): Account | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, USER], { encoding: 'utf8' }));
  if (uid.status !== 0 || gid.status !== 0) return undefined;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/** Asked of the system itself, as that user: permissions of every folder above count too. */
export function canReach(account: Account | undefined, test: '-x' | '-w', path: string): boolean {
  return spawnSync('/bin/sh', ['-c', `test ${test} "$0"`, path], { ...account, cwd: '/' }).status === 0;
}
