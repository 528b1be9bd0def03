import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installProgram } from './system-package.mjs';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const MANAGERS = [
  {
    command: 'apt-get',
    asRoot: true,
    attempts: [
      ['install', '-y', '--no-install-recommends', 'chromium'],
      ['update', '-q'],
      ['install', '-y', '--no-install-recommends', 'chromium'],
    ],
  },
  { command: 'dnf', asRoot: true, attempts: [['install', '-y', 'chromium']] },
  { command: 'apk', asRoot: true, attempts: [['add', 'chromium']] },
];

/**
 * The path of a Chromium for the tests of the page: the one of BARKEEP_CHROMIUM, one on the PATH, or one that the package manager
 * brings. Undefined where there is none; those tests then say so.
 */
export function ensureChromium() {
  return process.env.BARKEEP_CHROMIUM || findChromium() || installProgram('chromium', MANAGERS, findChromium);
}

/** The path of the first that is there. */
function findChromium() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return PROGRAMS.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) =>
    existsSync(file),
  );
}
