import { createWriteStream, existsSync, renameSync, statSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from './embedded/make-folder.js';

const LARGEST_BYTES = 20_000_000;

/** The log of the all-in-one process: JSON lines in a file, so that the terminal keeps a few lines for a person. */
export interface LogFile {
  path: string;
  stream: WriteStream;
}

/** Opens `<home>/logs/barkeep.log` for appending; one that has grown large becomes `barkeep.log.1` first. */
export function openLogFile(home: string): LogFile {
  const folder = join(home, 'logs');
  makeFolder(folder, 0o700);
  const path = join(folder, 'barkeep.log');
  if (existsSync(path) && statSync(path).size > LARGEST_BYTES) renameSync(path, `${path}.1`);
  return { path, stream: createWriteStream(path, { flags: 'a', mode: 0o600 }) };
}
