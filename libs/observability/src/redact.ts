const HIDDEN = '***';
const SECRET_NAME = /(^authorization$|^cookie$|^set-cookie$|password|secret|token|(^|[_-])key$|api_?key)/i;
/** `idempotency-key` and the like name a thing without opening anything. */
const HARMLESS_NAME = /^(idempotency[_-]key|cache_?key)$/i;
const URL_PASSWORD = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@"]*):[^\s@"]+@/gi;
const URL_SECRET = /([?&](?:[\w-]*key|[\w-]*token|password|secret)=)[^&\s"]+/gi;
/** A key of a caller, of which the part that names it may be known. */
const CALLER_KEY = /(bk_[0-9a-f]{12}_)[\w-]+/g;
const MAX_DEPTH = 6;
/** The names that lines use are few; what somebody sends may use others without end. */
const NAMES_KEPT = 1_000;
const secretNames = new Map<string, boolean>();

/** What can be hidden, and a part that is there wherever it is: the patterns look at each letter, and hardly a line has any. */
const SECRETS: readonly (readonly [part: string, pattern: RegExp, shown: string])[] = [
  ['://', URL_PASSWORD, `$1:${HIDDEN}@`],
  ['=', URL_SECRET, `$1${HIDDEN}`],
  ['bk_', CALLER_KEY, `$1${HIDDEN}`],
];

/** Hides passwords inside addresses, secrets in their query and callers' keys, wherever in the text they stand. */
export function redactText(text: string): string {
  let safe = text;
  for (const [part, pattern, shown] of SECRETS) if (safe.includes(part)) safe = safe.replace(pattern, shown);
  return safe;
}

function isSecretName(name: string): boolean {
  const known = secretNames.get(name);
  if (known !== undefined) return known;
  const isSecret = SECRET_NAME.test(name) && !HARMLESS_NAME.test(name);
  if (secretNames.size < NAMES_KEPT) secretNames.set(name, isSecret);
  return isSecret;
}

/** Hides the values of members with a telling name, in a copy where there are any. Errors and class instances pass as they are. */
export function redactFields(value: unknown, depth = 0): unknown {
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => redactFields(item, depth + 1));
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  const given = value as Record<string, unknown>;
  let safe = given;
  for (const name of Object.keys(given)) {
    const member = given[name];
    const isHidden = member !== null && member !== undefined && isSecretName(name);
    const shown = isHidden ? HIDDEN : redactFields(member, depth + 1);
    if (shown === member) continue;
    if (safe === given) safe = { ...given };
    safe[name] = shown;
  }
  return safe;
}
