import { didYouMean } from '../did-you-mean.js';
import { memberPath, type FaultList, type Place } from '../fault-list.js';

export interface NumberRule {
  readonly min?: number;
  readonly max?: number;
  readonly whole?: boolean;
}

/** The members of one object of the document; whatever is wrong with one is reported at its own pointer. */
export class Members {
  private constructor(
    private readonly object: Readonly<Record<string, unknown>>,
    readonly path: string,
    readonly faults: FaultList,
  ) {}

  /** Undefined after reporting that the value is no object; members that are not `known` are reported, too. */
  static of(value: unknown, path: string, faults: FaultList, known?: readonly string[]): Members | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      faults.add({ path }, 'E_SCHEMA', 'this must be an object');
      return undefined;
    }
    for (const key of known === undefined ? [] : Object.keys(value)) {
      if (known!.includes(key)) continue;
      const hint = didYouMean(key, known!) ?? `known here: ${known!.join(', ')}`;
      faults.add({ path: memberPath(path, key) }, 'E_UNKNOWN_KEY', `unknown key '${key.slice(0, 40)}'`, hint);
    }
    return new Members(value as Record<string, unknown>, path, faults);
  }

  keys(): string[] {
    return Object.keys(this.object);
  }

  /** The member as it stands; undefined when it is absent or null. */
  raw(key: string): unknown {
    return Object.hasOwn(this.object, key) ? (this.object[key] ?? undefined) : undefined;
  }

  has(key: string): boolean {
    return this.raw(key) !== undefined;
  }

  at(key: string | number): Place {
    return { path: memberPath(this.path, key) };
  }

  number(key: string, rule: NumberRule = {}): number | undefined {
    const value = this.raw(key);
    if (value === undefined) return undefined;
    if (typeof value !== 'number' || !Number.isFinite(value))
      return this.refuse(key, `'${key}' must be a number`);
    return checkNumber(value, key, rule, this.at(key), this.faults);
  }

  boolean(key: string): boolean | undefined {
    const value = this.raw(key);
    if (value === undefined || typeof value === 'boolean') return value;
    return this.refuse(key, `'${key}' must be true or false`);
  }

  text(key: string, longest: number): string | undefined {
    const value = this.raw(key);
    if (value === undefined) return undefined;
    if (typeof value === 'string' && value.length <= longest) return value;
    return this.refuse(key, `'${key}' must be a text of at most ${longest} characters`);
  }

  /** One of the words; the first of them when the member is absent and `required` is not set. */
  choice<W extends string>(key: string, words: readonly W[], required = false): W | undefined {
    const value = this.raw(key);
    if (value === undefined && !required) return words[0];
    if ((words as readonly unknown[]).includes(value)) return value as W;
    const hint = typeof value === 'string' ? didYouMean(value, words) : undefined;
    return this.refuse(key, `'${key}' must be one of ${words.join(', ')}`, hint);
  }

  list(key: string, longest: number): unknown[] {
    const value = this.raw(key);
    if (value === undefined) return [];
    if (!Array.isArray(value)) {
      this.refuse(key, `'${key}' must be a list`);
      return [];
    }
    if (value.length <= longest) return value;
    this.faults.add(this.at(key), 'E_BUDGET', `'${key}' has more than ${longest} entries`);
    return [];
  }

  refuse(key: string, message: string, hint?: string): undefined {
    this.faults.add(this.at(key), 'E_SCHEMA', message, hint);
    return undefined;
  }
}

/** The number when it keeps the rule; undefined after reporting E_RANGE. */
export function checkNumber(
  value: number,
  name: string,
  { min = -Infinity, max = Infinity, whole = false }: NumberRule,
  at: Place,
  faults: FaultList,
): number | undefined {
  if (value >= min && value <= max && (!whole || Number.isInteger(value))) return value;
  const kind = whole ? 'a whole number' : 'a number';
  const limits = max === Infinity ? `of at least ${min}` : `from ${min} to ${max}`;
  faults.add(
    at,
    'E_RANGE',
    `'${name}' must be ${kind}${min === -Infinity ? '' : ` ${limits}`}, not ${value}`,
  );
  return undefined;
}
