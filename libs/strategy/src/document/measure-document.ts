import { BUDGETS } from '../budgets.js';
import { utf8Length } from './utf8-length.js';

/**
 * Why the document is too large, or undefined. Walks without recursion and stops at the limits, so that neither
 * depth nor a circle can do harm; bytes are counted as those of its JSON, a little more rather than less.
 */
export function sizeFault(document: unknown): string | undefined {
  const waiting: { value: unknown; depth: number }[] = [{ value: document, depth: 0 }];
  let bytes = 0;
  while (waiting.length > 0) {
    const { value, depth } = waiting.pop()!;
    if (depth > BUDGETS.documentDepth) return `the document is nested deeper than ${BUDGETS.documentDepth}`;
    bytes += ownBytes(value);
    if (bytes > BUDGETS.documentBytes) return `the document is larger than ${BUDGETS.documentBytes} bytes`;
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, member] of Object.entries(value)) {
      bytes += Array.isArray(value) ? 1 : key.length + 4;
      waiting.push({ value: member, depth: depth + 1 });
    }
  }
  return undefined;
}

function ownBytes(value: unknown): number {
  if (typeof value === 'string') return utf8Length(value) + 2;
  if (typeof value === 'number') return String(value).length;
  return typeof value === 'object' && value !== null ? 2 : 4;
}
