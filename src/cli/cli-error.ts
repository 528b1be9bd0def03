/** Exit codes of every verb. */
export const EXIT = { done: 0, failed: 1, usage: 2, serviceAway: 69 } as const;

/** Ends the command line with its message, one line per fault, and its exit code. */
export class CliError extends Error {
  constructor(
    message: string,
    readonly exitCode: number = EXIT.failed,
    /** What `--json` prints instead. */
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'CliError';
  }
}

export class UsageError extends CliError {
  constructor(message: string) {
    super(message, EXIT.usage, { code: 'USAGE' });
    this.name = 'UsageError';
  }
}
