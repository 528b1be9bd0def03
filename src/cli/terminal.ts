/** What a verb may write: words for a person, or one JSON document with `--json`, never both. */
export class Terminal {
  constructor(private readonly asJson: boolean) {}

  /** Whether progress may be drawn: a person watches. */
  get isInteractive(): boolean {
    return !this.asJson && process.stderr.isTTY === true;
  }

  /** The result of the verb, in one of its two forms. */
  show(result: unknown, toWords: () => string): void {
    process.stdout.write(this.asJson ? `${JSON.stringify(result, null, 2)}\n` : `${toWords()}\n`);
  }

  /** A remark beside the result. */
  note(line: string): void {
    if (!this.asJson) process.stderr.write(`${line}\n`);
  }

  fail(message: string, details: Readonly<Record<string, unknown>>): void {
    if (this.asJson) process.stdout.write(`${JSON.stringify({ error: message, ...details }, null, 2)}\n`);
    else process.stderr.write(`barkeep: ${message}\n`);
  }
}
