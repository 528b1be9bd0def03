import { ensureBuild } from './build.mjs';
import { ensurePackages } from './packages.mjs';
import { PrepareError } from './project.mjs';
import { ensureRedis } from './redis.mjs';

const OLDEST_NODE = [20, 19];

/** Everything that must be there before the program can be loaded. */
export async function prepare({ redis }) {
  checkNode();
  ensurePackages();
  if (redis) ensureRedis();
  await ensureBuild();
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new PrepareError(
    `Node.js ${process.versions.node} is too old: ${OLDEST_NODE.join('.')} or newer is needed`,
  );
}

/** Runs the work; a PrepareError becomes its one line and exit code 1. */
export async function orOneLine(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof PrepareError)) throw error;
    process.stderr.write(`barkeep: ${error.message}\n`);
    process.exit(1);
  }
}
