/** `npm run check`: everything that is checked besides the tests. One line per step, then what it found. */
import { spawn } from 'node:child_process';
import { ensurePackages } from './prepare/packages.mjs';
import { orOneLine } from './prepare/prepare.mjs';
import { PROJECT } from './prepare/project.mjs';

const tool = (name) => `node_modules/.bin/${name}`;
const AT_ONCE = 2;

/** The longest first, so that two at a time end early. */
const STEPS = [
  { name: 'lint', command: tool('eslint'), args: ['.', '--max-warnings', '0'] },
  { name: 'types', command: tool('tsc'), args: ['--noEmit', '--project', 'tsconfig.json'] },
  { name: 'page types', command: tool('tsc'), args: ['--noEmit', '--project', 'apps/dashboard'] },
  { name: 'format', command: tool('prettier'), args: ['--check', '--log-level', 'warn', '.'] },
  {
    name: 'doors',
    command: tool('depcruise'),
    args: ['libs', 'apps', 'src', 'test', 'bench', 'scripts', '--config', '.dependency-cruiser.js'],
  },
  { name: 'dead code', command: tool('knip'), args: ['--no-progress'] },
  {
    name: 'generated',
    command: process.execPath,
    args: ['-C', 'source', '--import', './scripts/typescript.mjs', 'scripts/generate.ts', '--check'],
  },
  {
    name: 'licences',
    command: process.execPath,
    args: ['-C', 'source', '--import', './scripts/typescript.mjs', 'scripts/check/licences.mjs'],
  },
  { name: 'openapi', command: process.execPath, args: ['scripts/check/lint-openapi.mjs'] },
  { name: 'house', command: process.execPath, args: ['scripts/check/house-rules.mjs'] },
];

function run({ command, args }) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: PROJECT, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) =>
      done({ passed: false, output: `${command}: ${error.message} (npm install?)` }),
    );
    child.on('close', (code) =>
      done({ passed: code === 0, output: Buffer.concat(chunks).toString().trim() }),
    );
  });
}

async function report(step) {
  const started = performance.now();
  const { passed, output } = await run(step);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${passed ? 'ok    ' : 'FAILED'} ${step.name.padEnd(10)} ${seconds.padStart(5)} s`);
  if (!passed) console.log(output.replace(/^/gm, '       '));
  return passed;
}

const waiting = [...STEPS];
const outcomes = [];
async function work() {
  for (let step = waiting.shift(); step; step = waiting.shift()) outcomes.push(await report(step));
}
await orOneLine(async () => ensurePackages());
await Promise.all(Array.from({ length: AT_ONCE }, work));
process.exitCode = outcomes.every(Boolean) ? 0 : 1;
