/** Yahoo writes a value plainly or as `{raw, fmt}`, as it pleases: plainly from here on. */
export function unwrapRaw(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unwrapRaw);
  if (typeof value !== 'object' || value === null) return value;
  if ('raw' in value) return value.raw;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, unwrapRaw(inner)]));
}
