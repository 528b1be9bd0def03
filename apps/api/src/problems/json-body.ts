import { BarkeepError, type Fault } from '#domain';

/** Deeper than any document of ours: a strategy tree has at most 64 nodes above each other, two levels each. */
const MAX_DEPTH = 256;

/** The deepest nesting of brackets outside strings, counted without recursion. */
export function bracketDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const char = text.charCodeAt(index);
    if (inString) {
      if (char === 92) index++;
      else if (char === 34) inString = false;
    } else if (char === 34) inString = true;
    else if (char === 91 || char === 123) deepest = Math.max(deepest, ++depth);
    else if (char === 93 || char === 125) depth--;
  }
  return deepest;
}

/** Where V8 stopped reading; it says `at position 17`, or nothing when the text ended too early. */
function positionOf(error: Error, text: string): number {
  const stated = /at position (\d+)/.exec(error.message);
  return stated ? Number(stated[1]) : text.length;
}

function faultOfSyntax(error: Error, text: string): Fault {
  const position = positionOf(error, text);
  const before = text.slice(0, position).split('\n');
  const found =
    position >= text.length ? 'the text ends too early' : `unexpected ${JSON.stringify(text[position])}`;
  return {
    path: '',
    span: [position, Math.min(position + 1, text.length)],
    code: 'E_PARSE',
    message: `${found} at line ${before.length}, column ${before[before.length - 1].length + 1}`,
  };
}

/** Keys that lead to an object's class: libraries that copy objects follow them, and fail or worse. */
const CLASS_KEYS = ['__proto__', 'constructor'];
/** What a text with such a key holds: the key, or a letter or low line of it as an escape. */
const CLASS_KEY_TEXT = /__proto__|constructor|\\u00[567]/i;

function findClassKey(value: unknown, path: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, member] of Object.entries(value)) {
    if (CLASS_KEYS.includes(key)) return `${path}/${key}`;
    const found = findClassKey(member, `${path}/${toPointer(key)}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What no text of the database holds: U+0000, and a half of a pair without its other half. */
const UNSTORABLE = /\0|\p{Surrogate}/u;
/** What a text with such a character holds: its escape, which may be one half of a pair. */
const UNSTORABLE_TEXT = /\\u(0000|d[89a-f])/i;
/** More places are no news: a body may consist of them. */
const PLACES = 100;

function listUnstorable(value: unknown, path: string): string[] {
  if (typeof value === 'string') return UNSTORABLE.test(value) ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    UNSTORABLE.test(key) ? [path] : listUnstorable(member, `${path}/${toPointer(key)}`),
  );
}

const toPointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

function malformed(fault: Fault): BarkeepError {
  return new BarkeepError('BODY_MALFORMED', `The body is not valid JSON: ${fault.message}.`, {
    faults: [fault],
  });
}

/**
 * Reads a JSON body.
 * @throws BarkeepError BODY_MALFORMED with the position of the fault; BODY_INVALID when it is nested too deeply, has a
 * key `__proto__` or `constructor`, or characters that cannot be stored.
 */
export function parseJsonBody(text: string): unknown {
  if (text.trim() === '')
    throw malformed({ path: '', span: [0, 0], code: 'E_PARSE', message: 'it is empty' });
  const depth = bracketDepth(text);
  if (depth > MAX_DEPTH) {
    const message = `brackets are nested ${depth} deep, ${MAX_DEPTH} are allowed`;
    throw new BarkeepError('BODY_INVALID', 'The body is nested too deeply.', {
      faults: [{ path: '', code: 'E_BUDGET', message }],
    });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw malformed(faultOfSyntax(error as Error, text));
  }
  const path = CLASS_KEY_TEXT.test(text) ? findClassKey(value, '') : undefined;
  if (path !== undefined) {
    const message = `the key '${path.slice(path.lastIndexOf('/') + 1)}' is not allowed`;
    throw new BarkeepError('BODY_INVALID', 'The body has a key that is not allowed.', {
      faults: [{ path, code: 'E_UNKNOWN_KEY', message }],
    });
  }
  const unstorable = UNSTORABLE_TEXT.test(text) ? listUnstorable(value, '') : [];
  if (unstorable.length === 0) return value;
  const message = 'it holds a character that cannot be stored: U+0000 or half of a surrogate pair';
  throw new BarkeepError('BODY_INVALID', 'The body holds characters that cannot be stored.', {
    faults: unstorable.slice(0, PLACES).map((place) => ({ path: place, code: 'E_SCHEMA', message })),
  });
}
