import fc from 'fast-check';
import { asAllocation, asRule, hostileDocument } from './hostile-document.js';

/** Documents around and far beyond the budgets: deep, long or many of something. */
export const largeDocuments = fc
  .tuple(
    fc.oneof(fc.nat(80), fc.nat(700), fc.nat(3000)),
    fc.constantFrom<(size: number) => unknown>(
      (size) => hostileDocument(asRule, `${'('.repeat(size)}close${')'.repeat(size)} > 1`),
      (size) => hostileDocument(asRule, `${'not '.repeat(size)}close > 1`),
      (size) => hostileDocument(asRule, `${'-'.repeat(size)}close > 1`),
      (size) => hostileDocument(asAllocation, `${'close + '.repeat(size)}close > 1`),
      (size) => hostileDocument(asRule, `${'max(close, '.repeat(size)}1${')'.repeat(size)} > 1`),
      (size) =>
        hostileDocument(asRule, `sma(close, ${size}) > highest(sma(close, ${size}), ${size})[${size}]`),
      (size) => hostileDocument(asRule, nestedTree(size)),
      (size) => ({ ...hostileDocument(asRule, 'close > 1'), symbols: numbered(size, (k) => `S${k}`) }),
      (size) => ({ ...hostileDocument(asRule, 'close > 1'), params: named(size, (k) => k) }),
      (size) => ({ ...hostileDocument(asRule, `l${size} > 1`), let: named(size + 1, doubled) }),
      (size) => ({ ...hostileDocument(asRule, 'close > 1'), description: 'ü'.repeat(size * 40) }),
    ),
  )
  .map(([size, build]) => build(size));

function numbered<T>(count: number, item: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => item(index));
}

function named(count: number, value: (index: number) => unknown): object {
  return Object.fromEntries(numbered(count, (k) => [`l${k}`, value(k)]));
}

function doubled(index: number): string {
  return index === 0 ? 'close' : `l${index - 1} * l${index - 1} - tf('1w', l${index - 1})`;
}

function nestedTree(depth: number): unknown {
  let tree: unknown = { ref: 'close' };
  for (let level = 0; level < depth; level += 1) tree = { op: '-', args: [tree] };
  return { op: '>', args: [tree, { num: 1 }] };
}
