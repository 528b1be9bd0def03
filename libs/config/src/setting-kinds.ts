import ipaddr from 'ipaddr.js';

/** One setting: its default, its words for the documentation, and how its text is read. */
export interface Setting<Value> {
  default: Value;
  summary: string;
  /** What a correct value looks like, for documentation and error messages. */
  shape: string;
  secret: boolean;
  /** A name of the replaced systems that is accepted where the setting itself is absent. */
  fallback?: string;
  /** The value, or undefined when the text does not have the shape. */
  parse(text: string): Value | undefined;
}

export function text(fallback: string, summary: string): Setting<string> {
  return { default: fallback, summary, shape: 'text', secret: false, parse: (value) => value || undefined };
}

export const path = (fallback: string, summary: string): Setting<string> => ({
  ...text(fallback, summary),
  shape: 'a folder',
});

export const file = (fallback: string, summary: string): Setting<string> => ({
  ...text(fallback, summary),
  shape: 'a file',
});

export function whole(
  min: number,
  max: number,
  usual: number,
  summary: string,
  fallback?: string,
): Setting<number> {
  return {
    default: usual,
    summary,
    shape: `a whole number from ${min} to ${max}`,
    secret: false,
    fallback,
    parse(value) {
      const number = Number(value);
      return /^\d+$/.test(value) && number >= min && number <= max ? number : undefined;
    },
  };
}

/** A whole number from 0, or `auto` for what suits the place. */
export function wholeOrAuto(max: number, summary: string): Setting<number | 'auto'> {
  const number = whole(0, max, 0, summary);
  return {
    default: 'auto',
    summary,
    shape: `auto or ${number.shape}`,
    secret: false,
    parse: (value) => (value === 'auto' ? 'auto' : number.parse(value)),
  };
}

export const port = (fallback: number, summary: string): Setting<number> =>
  whole(0, 65_535, fallback, summary);

export function flag(fallback: boolean, summary: string): Setting<boolean> {
  const words = new Map([
    ['true', true],
    ['1', true],
    ['yes', true],
    ['false', false],
    ['0', false],
    ['no', false],
  ]);
  return {
    default: fallback,
    summary,
    shape: 'true or false',
    secret: false,
    parse: (value) => words.get(value.toLowerCase()),
  };
}

export function choice<const Word extends string>(
  words: readonly Word[],
  fallback: Word,
  summary: string,
): Setting<Word> {
  return {
    default: fallback,
    summary,
    shape: `one of ${words.join(', ')}`,
    secret: false,
    parse: (value) => words.find((word) => word === value),
  };
}

/** Some of the words, in the order given. */
export function choices<const Word extends string>(
  words: readonly Word[],
  fallback: readonly Word[],
  summary: string,
): Setting<readonly Word[]> {
  return {
    ...(list(fallback, summary) as Setting<readonly Word[]>),
    shape: `some of ${words.join(', ')} with commas between them`,
    parse(value) {
      const given = splitWords(value);
      const known = words.filter((word) => given.includes(word));
      return known.length === given.length ? (given as Word[]) : undefined;
    },
  };
}

const splitWords = (value: string): string[] =>
  value
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);

export function list(fallback: readonly string[], summary: string): Setting<readonly string[]> {
  return {
    default: fallback,
    summary,
    shape: 'words with commas between them',
    secret: false,
    parse: splitWords,
  };
}

const NETWORK_NAMES = ['loopback', 'linklocal', 'uniquelocal'];

/** Addresses and networks. */
export function networks(fallback: readonly string[], summary: string): Setting<readonly string[]> {
  const isNetwork = (word: string): boolean =>
    NETWORK_NAMES.includes(word) || ipaddr.isValid(word) || ipaddr.isValidCIDR(word);
  return {
    ...list(fallback, summary),
    shape: `addresses, networks such as 10.0.0.0/8 or ${NETWORK_NAMES.join(', ')}, with commas between them`,
    parse(value) {
      const words = splitWords(value);
      return words.every(isNetwork) ? words : undefined;
    },
  };
}

export function zone(fallback: string, summary: string): Setting<string> {
  return {
    default: fallback,
    summary,
    shape: 'an IANA time zone',
    secret: false,
    parse(value) {
      try {
        new Intl.DateTimeFormat('en', { timeZone: value });
        return value;
      } catch {
        return undefined;
      }
    },
  };
}

/** An address that may hold a password, so it is never shown. Empty when not set. */
export function secretUrl(protocols: readonly string[], summary: string, fallback?: string): Setting<string> {
  return {
    default: '',
    summary,
    shape: `an address that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    secret: true,
    fallback,
    parse: (value) => (protocols.some((protocol) => value.startsWith(`${protocol}//`)) ? value : undefined),
  };
}

/** The address of a vendor, without a slash at its end. */
export function address(fallback: string, summary: string): Setting<string> {
  return {
    ...text(fallback, summary),
    shape: 'an address that starts with https:// or http://',
    parse: (value) => (/^https?:\/\/[^\s?#]+$/.test(value) ? value.replace(/\/+$/, '') : undefined),
  };
}

/** A day, `YYYY-MM-DD`. */
export function day(fallback: string, summary: string): Setting<string> {
  return {
    ...text(fallback, summary),
    shape: 'a date such as 2015-01-31',
    parse(value) {
      const instant = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(value) : NaN;
      // A day that no month has is taken for one of the next month.
      return instant >= 0 && new Date(instant).toISOString().startsWith(value) ? value : undefined;
    },
  };
}

/** A key or password, so it is never shown. Empty when not set. */
export const secretText = (summary: string): Setting<string> => ({
  ...text('', summary),
  secret: true,
});

const SHORTEST_KEY = 20;

/** A key that opens the API; one that is short enough to be guessed is refused. */
export const key = (summary: string): Setting<string> => ({
  ...secretText(summary),
  shape: `${SHORTEST_KEY} printable characters or more`,
  parse: (value) => (value.length >= SHORTEST_KEY && /^[\x21-\x7e]+$/.test(value) ? value : undefined),
});
