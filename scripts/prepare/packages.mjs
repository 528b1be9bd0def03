import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PrepareError, PROJECT, say } from './project.mjs';

/** Installs the packages of package-lock.json when those in node_modules are others or missing. */
export function ensurePackages() {
  if (arePackagesCurrent(PROJECT)) return;
  say('Installing packages (once; a minute or two) …');
  // Not `npm ci`: it refuses a lock without the binaries of other platforms, which not every registry has.
  // The build needs the development packages, whatever NODE_ENV says.
  const args = ['install', '--no-save', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const run = spawnSync('npm', args, {
    cwd: PROJECT,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (run.status !== 0)
    throw new PrepareError('the packages could not be installed: npm install failed, see above');
}

/** Compares npm's note of what it installed with the lock; packages for other platforms may be missing. */
export function arePackagesCurrent(project) {
  const wanted = readPackages(join(project, 'package-lock.json'));
  const installed = readPackages(join(project, 'node_modules', '.package-lock.json'));
  if (!installed) return false;
  return Object.entries(wanted ?? {}).every(([path, { version, optional, devOptional, link }]) => {
    if (path === '' || link) return true;
    return installed[path] ? installed[path].version === version : Boolean(optional || devOptional);
  });
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
