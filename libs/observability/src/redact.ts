const HIDDEN = '***';
const SECRET_NAME = /(^authorization$|^cookie$|^set-cookie$|password|secret|token|(^|[_-])key$|api_?key)/i;
/** `idempotency-key` and the like name a thing without opening anything. */
const HARMLESS_NAME = /^(idempotency[_-]key|cache_?key)$/i;
const URL_PASSWORD = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@"]*):[^\s@"]+@/gi;
const URL_SECRET = /([?&](?:[\w-]*key|[\w-]*token|password|secret)=)[^&\s"]+/gi;
const MAX_DEPTH = 6;
/** The names that lines use are few; what somebody sends may use others without end. */
const NAMES_KEPT = 1_000;
const secretNames = new Map<string, boolean>();

/** Hides passwords inside addresses and secrets in their query, wherever in the text they stand. */
export function redactText(text: string): string {
  // The patterns look at each letter; hardly a line holds an address or a query.
  const withoutPassword = text.includes('://') ? text.replace(URL_PASSWORD, `$1:${HIDDEN}@`) : text;
  return text.includes('=') ? withoutPassword.replace(URL_SECRET, `$1${HIDDEN}`) : withoutPassword;
}

function isSecretName(name: string): boolean {
  const known = secretNames.get(name);
  if (known !== undefined) return known;
  const isSecret = SECRET_NAME.test(name) && !HARMLESS_NAME.test(name);
  if (secretNames.size < NAMES_KEPT) secretNames.set(name, isSecret);
  return isSecret;
}

/** A copy in which the values of members with a telling name are hidden. Errors and class instances pass as they are. */
export function redactFields(value: unknown, depth = 0): unknown {
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => redactFields(item, depth + 1));
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  const safe: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    const isHidden = member !== null && member !== undefined && isSecretName(name);
    safe[name] = isHidden ? HIDDEN : redactFields(member, depth + 1);
  }
  return safe;
}
