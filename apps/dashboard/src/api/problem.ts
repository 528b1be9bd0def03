import type { Schemas } from './client.js';

export type Problem = Schemas['Problem'];
export type Fault = Schemas['Fault'];

export function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'code' in error && 'title' in error;
}

/** One sentence for a person: what the API said, or that it was not reached. */
export function toWords(error: unknown): string {
  if (!isProblem(error)) return 'Barkeep did not answer. It is tried again as soon as it is back.';
  const { detail, title, errors = [] } = error;
  return [detail || title, ...errors.map(({ path, message }) => `${path}: ${message}`)].join('\n');
}
