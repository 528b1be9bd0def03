export type ArrayValue = string | number | boolean | null;

const SPECIAL = /["\\]/;

/**
 * The values as PostgreSQL reads an array from text (manual, 8.15.6). The driver would make the same of a list, but goes
 * over every value three times: for thousands of rows a second that is more than all else that is done for them.
 */
export function toArrayText(values: readonly ArrayValue[]): string {
  return `{${values.map(toElement).join(',')}}`;
}

function toElement(value: ArrayValue): string {
  if (value === null) return 'NULL';
  if (typeof value !== 'string') return String(value);
  return `"${SPECIAL.test(value) ? value.replaceAll(/["\\]/g, String.raw`\$&`) : value}"`;
}
