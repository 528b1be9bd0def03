import { WRONG_TEXTS, WRONG_VALUES } from './wrong-values.js';

export type Schema = Record<string, unknown> & { $ref?: string };

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema?: Schema;
}

interface Media {
  schema?: Schema;
  examples?: Record<string, { value: unknown }>;
}

interface Operation {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { content?: Record<string, Media> }>;
}

/** What is read of the description of an API. */
export interface ApiDocument {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

/** A call that is wrong in some way, or in none. */
export interface FuzzRequest {
  operation: Operation;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** Things that there are, by the name of the parameter that names them: what is wrong is then looked at more closely. */
export type KnownThings = Readonly<Record<string, readonly string[]>>;

const RARE_HEADERS = {
  Accept: ['*/*', 'image/png', 'text/csv', 'application/vnd.apache.parquet', ',;q=x', 'a'.repeat(4_000)],
  'Content-Type': [
    'text/plain',
    'application/xml',
    'application/json; charset=utf-7',
    'x',
    'multipart/form-data',
  ],
  'Content-Encoding': ['gzip', 'identity', 'x'],
  'Idempotency-Key': ['', 'a', 'é', 'k'.repeat(300), "' OR 1=1"],
  'X-Request-Id': ['<b>', 'x'.repeat(500), 'good-id'],
  'Last-Event-ID': ['-1', 'x', '1e99', '3'],
  Range: ['bytes=0-1', 'x'],
  Traceparent: ['00-0-0-0', 'x', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'],
  'If-None-Match': ['*'],
  Cookie: ['barkeep_session=x', '=;;=', '__proto__=1'],
  'X-Forwarded-For': ['127.0.0.1', 'x', "'"],
};

/** Draws requests to every operation of a description, the same ones for the same chance. */
export class FuzzRequests {
  private readonly operations: readonly [path: string, method: string, operation: Operation][];

  constructor(
    private readonly document: ApiDocument,
    private readonly random: () => number,
    private readonly known: KnownThings,
  ) {
    this.operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, string, Operation] => [
        path,
        method,
        operation,
      ]),
    );
  }

  /** The requests come round by operation, so that each has as many. */
  *draw(): Generator<FuzzRequest, never> {
    for (let turn = 0; ; turn += 1) {
      const [path, method, operation] = this.operations[turn % this.operations.length];
      yield this.request(path, method, operation);
    }
  }

  private request(path: string, method: string, operation: Operation): FuzzRequest {
    const headers: Record<string, string> = {};
    const query: string[] = [];
    let address = path;
    for (const parameter of operation.parameters ?? []) {
      if (parameter.in === 'path') {
        // An empty one is another address.
        const value = this.textFor(parameter) || 'x';
        address = address.replace(`{${parameter.name}}`, this.encode(value) || '%20');
      } else if (parameter.required ? !this.chance(0.05) : this.chance(0.4)) {
        const value = this.textFor(parameter);
        if (parameter.in === 'header') headers[parameter.name] = value;
        else query.push(`${this.encode(parameter.name)}=${this.encode(value)}`);
        if (this.chance(0.03)) query.push(query.at(-1) ?? 'a[b]=1');
      }
    }
    if (this.chance(0.05))
      query.push(this.pick(['ticket=x', 'unknown=1', '__proto__=1', 'a[b]=1', '=', '%', '%00', '&&']));
    const body = this.body(operation, headers);
    if (this.chance(0.15)) {
      const name = this.pick(Object.keys(RARE_HEADERS)) as keyof typeof RARE_HEADERS;
      headers[name] = this.pick(RARE_HEADERS[name]);
    }
    const found = query.length > 0 ? `?${query.join('&')}` : '';
    return {
      operation,
      method: method.toUpperCase(),
      path: address + found,
      headers: sendable(headers),
      body,
    };
  }

  private textFor({ name, schema }: Parameter): string {
    const known = this.known[name];
    if (known && this.chance(0.6)) return this.pick(known);
    if (this.chance(0.5)) return this.pick(WRONG_TEXTS);
    const value = this.sample(schema ?? {}, 0);
    return typeof value === 'string' ? value : JSON.stringify(value);
  }

  private encode(value: string): string {
    if (this.chance(0.02)) return this.pick(['%', '%zz', '%c0%af', '%ff', '%00', ';', '%2e%2e%2f', '+']);
    return encodeURIComponent(Buffer.from(value).toString()).replaceAll(/^\.+$/g, (dots) =>
      '%2e'.repeat(dots.length),
    );
  }

  private body(operation: Operation, headers: Record<string, string>): string {
    const content = Object.entries(operation.requestBody?.content ?? {});
    if (content.length === 0) return '';
    const [media, { schema = {}, examples = {} }] = this.pick(content);
    headers['content-type'] = media;
    const given = Object.values(examples).map(({ value }) => value);
    const right =
      given.length > 0 && this.chance(0.6) ? structuredClone(this.pick(given)) : this.sample(schema, 0);
    if (media !== 'application/json') return this.tear(String(right));
    let value = right;
    for (let faults = Math.floor(this.random() * 3); faults > 0; faults -= 1) value = this.spoil(value);
    const text = JSON.stringify(value) ?? '';
    return this.chance(0.08) ? this.tear(text) : text;
  }

  /** The text with a piece cut out, doubled or replaced. */
  private tear(text: string): string {
    const from = Math.floor(this.random() * text.length);
    const to = from + Math.floor(this.random() * 20);
    const piece = this.pick([
      '',
      text.slice(from, to).repeat(2),
      '\u0000',
      '"',
      ',,',
      '}',
      '\\u0000',
      '[[[[',
      ...WRONG_TEXTS,
    ]);
    return text.slice(0, from) + piece + text.slice(to);
  }

  /** The value with one of its members replaced, gone or joined by another. */
  private spoil(value: unknown): unknown {
    if (typeof value !== 'object' || value === null || this.chance(0.1)) return this.pick(WRONG_VALUES);
    const keys = Object.keys(value);
    if (keys.length === 0 || this.chance(0.1))
      return { ...value, [this.pick(WRONG_TEXTS)]: this.pick(WRONG_VALUES) };
    const key = this.pick(keys);
    const members = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
    if (this.chance(0.15)) delete members[key];
    else members[key] = this.spoil(members[key]);
    return members;
  }

  /** A value as the schema says. */
  private sample(schema: Schema, depth: number): unknown {
    const { $ref } = schema;
    if ($ref !== undefined)
      return this.sample(this.document.components.schemas[$ref.split('/').at(-1)!], depth + 1);
    const {
      examples,
      enum: words,
      type,
      properties,
      items,
      required,
    } = schema as {
      examples?: unknown[];
      enum?: unknown[];
      type?: string | string[];
      properties?: Record<string, Schema>;
      items?: Schema;
      required?: string[];
    };
    if (words) return this.pick(words);
    if (examples && this.chance(0.6)) return structuredClone(this.pick(examples));
    const choices = (schema.oneOf ?? schema.anyOf ?? schema.allOf) as Schema[] | undefined;
    if (choices) return this.sample(this.pick(choices), depth + 1);
    if (depth > 8) return null;
    if (properties || type === 'object') {
      const members = Object.entries(properties ?? {}).filter(
        ([name]) => required?.includes(name) || this.chance(0.4),
      );
      return Object.fromEntries(members.map(([name, member]) => [name, this.sample(member, depth + 1)]));
    }
    switch (Array.isArray(type) ? this.pick(type) : type) {
      case 'array':
        return Array.from({ length: Math.floor(this.random() * 3) }, () =>
          this.sample(items ?? {}, depth + 1),
        );
      case 'boolean':
        return this.chance(0.5);
      case 'integer':
        return this.pick([0, 1, 2, 10, 50, 500, 10_000]);
      case 'number':
        return this.pick([0, 1, 0.5, 100, -3, 1e6]);
      case 'string':
        return schema.format === 'date-time'
          ? '2024-06-03T13:30:00.000Z'
          : this.pick(['a', '2016-01-04', 'AAPL', 'x y']);
      default:
        return this.pick(WRONG_VALUES);
    }
  }

  private chance(share: number): boolean {
    return this.random() < share;
  }

  private pick<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.random() * items.length)];
  }
}

/** What a client can send at all. */
function sendable(headers: Record<string, string>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [
    name,
    value.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?'),
  ]);
  return Object.fromEntries(entries) as Record<string, string>;
}
