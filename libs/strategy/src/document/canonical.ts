import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A copy without undefined members and with the keys of every object in code unit order. */
export function canonicalise(value: unknown): Json {
  if (Array.isArray(value)) return value.map(canonicalise);
  if (typeof value !== 'object' || value === null) return value as Json;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(members.map(([key, member]) => [key, canonicalise(member)]));
}

/** SHA-256 (hex) of the JSON of a canonical value. */
export function hashOf(canonical: Json): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(canonical))));
}
