import type { Schemas } from './client.js';

export type Problem = Schemas['Problem'];
export type Fault = Schemas['Fault'];

export function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'code' in error && 'title' in error;
}

/** What the API advises its callers to do, in words of the page. */
const ON_THE_PAGE: readonly (readonly [advice: RegExp, words: string])[] = [
  [/GET \/api\/v1\/market-data\/symbols/, 'Market data lists those that are stored'],
  [/GET \/api\/v1\/market-data\/coverage/, 'Market data shows what is stored of each symbol'],
  [/POST \/api\/v1\/market-data\/bars\/import/, 'import or backfill these bars again on Market data'],
  [/POST \/api\/v1\/market-data\/symbols/, 'add it to the universe on Market data'],
  [/DELETE \/api\/v1\/market-data\/symbols/, 'take a symbol away on Market data first'],
];

/** How to mend it, for those who look at the page; undefined where the API advises nothing. */
export function hintOf({ hint }: Pick<Fault, 'hint'>): string | undefined {
  if (!hint) return undefined;
  return ON_THE_PAGE.find(([advice]) => advice.test(hint))?.[1] ?? hint;
}

/** One sentence for a person: what the API said, or that it was not reached. */
export function toWords(error: unknown): string {
  if (!isProblem(error)) return 'Barkeep did not answer. It is tried again as soon as it is back.';
  const { detail, title, errors = [] } = error;
  return [detail || title, ...errors.map(({ path, message }) => `${path}: ${message}`)].join('\n');
}
