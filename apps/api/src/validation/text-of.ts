/** What was given where that is a text: a rule of its own has told of anything else. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
