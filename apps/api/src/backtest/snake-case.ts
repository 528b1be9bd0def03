/** Names of parameters are the strategy's own words and stay as they are. */
const OWN_WORDS = new Set(['params']);

/** A request of the engine as the wire names its members. */
export function toSnakeCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toSnakeCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      OWN_WORDS.has(name) ? member : toSnakeCase(member),
    ]),
  );
}
