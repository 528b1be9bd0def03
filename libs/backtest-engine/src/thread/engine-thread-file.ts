import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ENTRY = 'engine-thread.js';

/**
 * The file that an engine thread starts with. Threads can't load TypeScript, so it is always the built one, also
 * where this module itself runs from its source, as in tests.
 * @throws Error when it has not been built.
 */
export function findEngineThreadFile(from: string = import.meta.url): string {
  const isSource = from.endsWith('.ts');
  const address = isSource ? `../../../../dist/libs/backtest-engine/src/thread/${ENTRY}` : `./${ENTRY}`;
  const file = fileURLToPath(new URL(address, from));
  if (!existsSync(file)) throw new Error(`the engine thread is not built (${ENTRY}): run npm run build`);
  return file;
}
