import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartError } from './start-error.js';

/**
 * Makes the folder when missing, and those above it from the nearest one that is there. One by one: Node's recursive
 * mkdir never returns from a place such as /proc, where making says that the parent is missing.
 * @throws StartError in one line.
 */
export function makeFolder(path: string, mode: number): void {
  try {
    for (const folder of missingFolders(path)) mkdirSync(folder, { mode });
  } catch (error) {
    throw new StartError(`the folder ${path} can't be used: ${(error as Error).message}; set BARKEEP_HOME`);
  }
  if (statSync(path).isDirectory()) return;
  throw new StartError(
    `the folder ${path} can't be used: there is a file of that name; move it away or set BARKEEP_HOME`,
  );
}

/** Those that have to be made, the uppermost first. */
function missingFolders(path: string): string[] {
  const missing: string[] = [];
  for (let place = path; !isThere(place); place = dirname(place)) missing.unshift(place);
  return missing;
}

function isThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    // Below a file: making it says so.
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return false;
    throw error;
  }
}
