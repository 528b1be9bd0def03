import type { Response } from 'undici';

/** An answer that goes on for longer than anybody means it to, perhaps once it is unpacked. */
export class AnswerTooLarge extends Error {
  constructor() {
    super('the answer is too large');
    this.name = 'AnswerTooLarge';
  }
}

/** The body as text. @throws AnswerTooLarge once it has more bytes than that, unpacked; nothing more is read then. */
export async function readText({ body }: Pick<Response, 'body'>, mostBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let [text, bytes] = ['', 0];
  for await (const chunk of body ?? []) {
    bytes += (chunk as Uint8Array).length;
    if (bytes > mostBytes) throw new AnswerTooLarge();
    text += decoder.decode(chunk as Uint8Array, { stream: true });
  }
  return text + decoder.decode();
}
