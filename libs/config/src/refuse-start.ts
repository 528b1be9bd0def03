import { ConfigError } from './load-config.js';

const FAILED = 1;
const WRONG_USAGE = 2;

/** Says why a program can't start, each line by its name, and ends it: with 2 where it was told something wrong, else with 1. */
export function refuseStart(program: string, error: Error & { code?: unknown }): never {
  const lines = error instanceof ConfigError ? error.faults : [error.message];
  process.stderr.write(lines.map((line) => `barkeep ${program}: ${line}\n`).join(''));
  const isToldWrong = error instanceof ConfigError || String(error.code).startsWith('ERR_PARSE_ARGS');
  process.exit(isToldWrong ? WRONG_USAGE : FAILED);
}
