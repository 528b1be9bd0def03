import { Transform, type TransformCallback } from 'node:stream';
import { BarkeepError } from '#domain';

/** Passes bytes on until there are too many. */
export class ByteLimit extends Transform {
  private passed = 0;

  constructor(private readonly limit: number) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.passed += chunk.length;
    if (this.passed <= this.limit) done(null, chunk);
    else done(new BarkeepError('BODY_TOO_LARGE', `The file is larger than ${this.limit} bytes.`));
  }
}
