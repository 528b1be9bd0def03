/** Is given each line with its number, counted from 1 as an editor does. */
export interface LineReceiver {
  line(number: number, text: string): void;
  /** `start` is how the line begins. */
  tooLong(number: number, start: string): void;
}

/** Longer than any line of prices; keeps a file without line ends from filling the memory. */
const LONGEST_LINE = 100_000;
const START_SHOWN = 200;

/** Cuts UTF-8 or text that comes in pieces into lines; the byte order mark is dropped. */
export class LineSplitter {
  private readonly decoder = new TextDecoder();
  private rest = '';
  private number = 0;
  /** Whether the line that is being read has been given up. */
  private skipping = false;

  constructor(private readonly receiver: LineReceiver) {}

  push(chunk: Uint8Array | string): void {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    const pieces = this.decoder.decode(bytes, { stream: true }).split('\n');
    const last = pieces.pop() ?? '';
    for (const piece of pieces) this.finish(piece);
    this.grow(last);
  }

  /** The last line needs no line end. */
  end(): void {
    if (this.rest !== '' || this.skipping) this.finish(this.decoder.decode());
  }

  private grow(piece: string): void {
    if (this.skipping) return;
    this.rest += piece;
    if (this.rest.length > LONGEST_LINE) {
      this.skipping = true;
      this.rest = this.rest.slice(0, START_SHOWN);
    }
  }

  private finish(piece: string): void {
    this.grow(piece);
    this.number += 1;
    if (this.skipping) this.receiver.tooLong(this.number, this.rest);
    else this.receiver.line(this.number, this.rest);
    this.skipping = false;
    this.rest = '';
  }
}
