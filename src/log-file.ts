import type { Writable } from 'node:stream';
import { join } from 'node:path';
import { createStream } from 'rotating-file-stream';
import type { AppConfig } from '#config';
import { makeFolder } from './embedded/make-folder.js';

/** The log of the all-in-one process: JSON lines in a file, so that the terminal keeps a few lines for a person. */
export interface LogFile {
  path: string;
  stream: Writable;
}

/**
 * Opens `<home>/logs/barkeep.log` for appending. One that has grown to LOG_FILE_MEGABYTES becomes `barkeep.log.1`, that
 * one `barkeep.log.2`, and so on; LOG_FILES older ones are kept.
 */
export function openLogFile(
  home: string,
  { LOG_FILE_MEGABYTES: megabytes, LOG_FILES: count }: Pick<AppConfig, 'LOG_FILE_MEGABYTES' | 'LOG_FILES'>,
): LogFile {
  const folder = join(home, 'logs');
  makeFolder(folder, 0o700);
  const name = 'barkeep.log';
  const stream = createStream(name, {
    path: folder,
    size: `${megabytes}M`,
    rotate: count,
    mode: 0o600,
  });
  return { path: join(folder, name), stream };
}
