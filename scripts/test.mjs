// npm test: prepares like npm start, then runs every test with stores, ports and folders of its own.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { sweepTestHomes } from '../test/support/test-home.mjs';
import { ensureChromium } from './prepare/chromium.mjs';
import { orOneLine, prepare } from './prepare/prepare.mjs';
import { PROJECT } from './prepare/project.mjs';

/** The environment without the user's own settings: tests never touch what those name. */
async function testEnvironment() {
  const { SETTINGS } = await import('../dist/libs/config/src/index.js');
  const env = { ...process.env, NODE_ENV: 'test' };
  for (const [name, { fallback }] of Object.entries(SETTINGS)) {
    for (const known of [name, `${name}_FILE`, fallback]) delete env[known];
  }
  env.BARKEEP_CHROMIUM = ensureChromium() ?? '';
  env.NODE_OPTIONS = [env.NODE_OPTIONS, '--experimental-vm-modules', '--no-warnings=ExperimentalWarning']
    .filter(Boolean)
    .join(' ');
  return env;
}

function runJest(env) {
  const jest = join(PROJECT, 'node_modules', 'jest', 'bin', 'jest.js');
  const reporters = ['default', '<rootDir>/scripts/count-reporter.mjs'].map((name) => `--reporters=${name}`);
  const child = spawn(process.execPath, [jest, ...process.argv.slice(2), ...reporters], {
    cwd: PROJECT,
    stdio: 'inherit',
    env,
  });
  // Ctrl-C reaches jest by itself; this process stays to clear up after it.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
}

await orOneLine(async () => {
  await prepare({ redis: true });
  process.exitCode = await runJest(await testEnvironment());
  await sweepTestHomes();
});
