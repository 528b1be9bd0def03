import { createHash, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { ApiKey, StoredApiKey } from './api-key.js';

const SHAPE = /^bk_([0-9a-f]{12})_[\w-]{43}$/;

/** What a key and its owner may be called. */
export const KEY_NAME = /^[\w.@-](?:[\w.@ -]{0,62}[\w.@-])?$/;

/** SHA-256 is enough for what has 256 bits of chance in it: there is nothing to try out. */
export function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Something that nobody guesses, 43 characters for addresses and cookies. */
export function makeSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** The id inside a key; undefined when the text is no key of ours. */
export function keyIdIn(text: string): string | undefined {
  return SHAPE.exec(text)?.[1];
}

/** The key that the headers of a request or an upgrade show. */
export function keyIn(headers: IncomingHttpHeaders): string | undefined {
  const [, bearer] = /^bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  const key = bearer ?? headers['x-api-key'];
  return typeof key === 'string' ? key : undefined;
}

/** A new key: the text, which is shown once, and what is stored of it. */
export function makeApiKey(
  wanted: Pick<ApiKey, 'name' | 'owner' | 'role' | 'quotas'>,
  at: number,
): { text: string; stored: StoredApiKey } {
  const id = randomBytes(6).toString('hex');
  const text = `bk_${id}_${makeSecret()}`;
  const stored = { ...wanted, id, hash: digestOf(text), createdAt: at, lastUsedAt: null, revokedAt: null };
  return { text, stored };
}
