const HIDDEN = '***';
const SECRET_NAME = /(^authorization$|^cookie$|^set-cookie$|password|secret|token|(^|[_-])key$|api_?key)/i;
/** `idempotency-key` and the like name a thing without opening anything. */
const HARMLESS_NAME = /^(idempotency[_-]key|cache_?key)$/i;
const URL_PASSWORD = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@"]*):[^\s@"]+@/gi;
const URL_SECRET = /([?&](?:[\w-]*key|[\w-]*token|password|secret)=)[^&\s"]+/gi;
const MAX_DEPTH = 6;

/** Hides passwords inside addresses and secrets in their query, wherever in the text they stand. */
export function redactText(text: string): string {
  return text.replace(URL_PASSWORD, `$1:${HIDDEN}@`).replace(URL_SECRET, `$1${HIDDEN}`);
}

function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !HARMLESS_NAME.test(name);
}

/** A copy in which the values of members with a telling name are hidden. Errors and class instances pass as they are. */
export function redactFields(value: unknown, depth = 0): unknown {
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => redactFields(item, depth + 1));
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      isSecretName(name) && member !== null && member !== undefined
        ? HIDDEN
        : redactFields(member, depth + 1),
    ]),
  );
}
