import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ENTRY = 'dist/libs/backtest-engine/src/thread/engine-thread.js';

/**
 * The file that an engine thread starts with. Threads can't load TypeScript, so it is always the built one, also
 * where this module itself runs from its source, as in tests, or from a bundle.
 * @throws Error when it has not been built.
 */
export function findEngineThreadFile(from: string = fileURLToPath(import.meta.url)): string {
  const parent = dirname(from);
  if (parent === from) throw new Error(`the engine thread is not built (${ENTRY}): run npm run build`);
  const file = join(parent, ENTRY);
  return existsSync(file) ? file : findEngineThreadFile(parent);
}
