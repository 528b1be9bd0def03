import { spawnSync } from 'node:child_process';
import { say } from './project.mjs';

/**
 * Installs a program with the package manager of the system, where that can be done without a password: tries what the
 * managers are asked, in order, until `find` has it. Undefined where nothing helped.
 */
export function installProgram(what, managers, find) {
  const manager = managers.find(({ command }) => isThere(command));
  const prefix = manager && rightsFor(manager);
  if (!prefix) return undefined;
  for (const attempt of manager.attempts) {
    const [command, ...args] = [...prefix, manager.command, ...attempt];
    say(`${what} is not on the PATH: ${[command, ...args].join(' ')} …`);
    const run = spawnSync(command, args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', HOMEBREW_NO_AUTO_UPDATE: '1' },
    });
    const found = run.status === 0 ? find() : undefined;
    if (found) return found;
  }
  return undefined;
}

/** The words before the command: none as root or where none are needed, sudo when it asks no password. */
function rightsFor({ asRoot }) {
  if (!asRoot || process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : undefined;
}

function isThere(command) {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined;
}
