import { fileURLToPath } from 'node:url';

/** The folder of the checkout, without a slash at its end. */
export const PROJECT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** A line of progress for the person at the terminal; standard output belongs to the program itself. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Why nothing can start: one line, exit code 1. */
export class PrepareError extends Error {}
