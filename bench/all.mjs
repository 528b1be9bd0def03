/** All benchmarks of the engine, one after another, each in a process of its own. Run after `npm run build`. */
import { execFileSync } from 'node:child_process';

const SCRIPTS = ['engine', 'sweep', 'rotation', 'threads', 'memory', 'heap-per-bar'];

for (const name of SCRIPTS) {
  console.log(`\n${name}`);
  const file = new URL(`${name}.mjs`, import.meta.url).pathname;
  execFileSync(process.execPath, ['--expose-gc', file], { stdio: 'inherit' });
}
