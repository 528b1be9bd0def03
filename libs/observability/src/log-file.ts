import { closeSync, existsSync, fstatSync, mkdirSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { AppConfig } from '#config';
import type { LogSink } from './log-output.js';

/** Lines are for their owner, since they tell what others asked. */
const MODE = 0o600;
const MEGABYTE = 1_048_576;

/**
 * Appends to a file. One that would grow beyond LOG_FILE_MEGABYTES becomes `<path>.1`, that one `<path>.2`, and so on;
 * LOG_FILES older ones are kept. One process writes it.
 *
 * What was written is in the file when `write` returns: a stream would keep the last lines of a process that ends. What
 * can't be written, on a full disk, is dropped and said once: the process goes on.
 * @throws what the system says where the file can't be opened.
 */
export function openLogFile(
  path: string,
  { LOG_FILE_MEGABYTES: megabytes, LOG_FILES: count }: Pick<AppConfig, 'LOG_FILE_MEGABYTES' | 'LOG_FILES'>,
): LogSink {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  let file = openSync(path, 'a', MODE);
  let size = fstatSync(file).size;
  const append = (text: string): void => {
    const bytes = Buffer.byteLength(text);
    if (size > 0 && size + bytes > megabytes * MEGABYTE) {
      turn(path, count);
      closeSync(file);
      file = openSync(path, 'a', MODE);
      size = 0;
    }
    writeFileSync(file, text);
    size += bytes;
  };
  let isFull = false;
  return {
    write(text) {
      try {
        append(text);
        isFull = false;
      } catch (error) {
        if (!isFull) process.stderr.write(`${path} can't be written: ${(error as Error).message}\n`);
        isFull = true;
      }
    },
  };
}

/** Each becomes the next older one; the oldest is overwritten. */
function turn(path: string, count: number): void {
  const names = [path, ...Array.from({ length: count }, (_, age) => `${path}.${age + 1}`)];
  for (let age = count; age > 0; age -= 1) {
    if (existsSync(names[age - 1])) renameSync(names[age - 1], names[age]);
  }
}
