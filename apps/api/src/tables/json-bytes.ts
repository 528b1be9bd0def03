/** For a handler that answers with `toJsonBytes`. */
export const JSON_BYTES = ['Content-Type', 'application/json; charset=utf-8'] as const;

/** A document as it goes over the wire, made once however often it is sent. */
export function toJsonBytes(document: object): Buffer {
  return Buffer.from(JSON.stringify(document));
}
