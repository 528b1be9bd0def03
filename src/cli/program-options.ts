import type { Command } from 'commander';
import { Terminal } from './terminal.js';

/** The terminal in the form that was asked for: `--json` stands before or after the verb. */
export function terminalOf(command: Command): Terminal {
  return new Terminal(command.optsWithGlobals<{ json?: boolean }>().json === true);
}
