import { readdir, readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Timeframe } from '#domain';

/** A strategy of the folder `examples/strategies`; its id is the name of the file. */
export interface StrategyExample {
  id: string;
  /** Of the demo prices that it runs on. */
  timeframe: Timeframe;
  document: Record<string, unknown>;
}

/** Those that need bars inside the session; the others trade days. */
const INSIDE_DAYS = ['16-opening-range-breakout', '17-vwap-reversion'];
const FOLDER = join('examples', 'strategies');

/** The folder of the project that this file is part of, as source or built; undefined where it was left out. */
function findFolder(from: string): string | undefined {
  const folder = join(from, FOLDER);
  if (existsSync(folder)) return folder;
  const parent = dirname(from);
  return parent === from ? undefined : findFolder(parent);
}

/** The examples that come with Barkeep, in the order of their numbers. */
export async function readExamples(): Promise<StrategyExample[]> {
  const folder = findFolder(dirname(fileURLToPath(import.meta.url)));
  if (folder === undefined) return [];
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (file) => {
      const id = file.slice(0, -'.json'.length);
      const document = JSON.parse(await readFile(join(folder, file), 'utf8')) as Record<string, unknown>;
      return { id, timeframe: INSIDE_DAYS.includes(id) ? '5m' : '1d', document };
    }),
  );
}
