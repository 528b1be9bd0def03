import { type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { BarkeepError, type ErrorCode, type Fault } from '#domain';
import { countFaults } from '../problems/count-faults.js';
import { validateDocument } from './validate-document.js';

const PLAIN_TYPES: readonly unknown[] = [String, Number, Boolean, Array, Object, undefined];

/** A class that checks more of what was given than the rules of its members can. The draft may hold anything. */
export interface FurtherChecks<Document> {
  furtherFaults(draft: { readonly [Member in keyof Document]?: unknown }): Fault[];
}

/** A class whose document may be left out as a whole. */
interface AbsentDocument {
  mayBeAbsent: true;
}

const QUERIES_KEPT = 200;
const LONGEST_KEPT = 500;

/** Checks bodies and queries against the class that the handler declares, and names every fault of them. */
export class DocumentPipe implements PipeTransform {
  /** Of each class the queries that had no fault, as they were read: clients ask for the same again and again. */
  private readonly queries = new WeakMap<object, LRUCache<string, object>>();

  transform(value: unknown, { metatype, type }: ArgumentMetadata): unknown {
    if (type === 'body' && value === undefined && !mayBeAbsent(metatype)) throw emptyBody();
    if (PLAIN_TYPES.includes(metatype) || type === 'custom') return value;
    const documentClass = metatype as new () => object;
    return type === 'query' ? this.readQuery(documentClass, value) : read(documentClass, value, type);
  }

  private readQuery(documentClass: new () => object, value: unknown): object {
    const text = JSON.stringify(value ?? {});
    if (text.length > LONGEST_KEPT) return read(documentClass, value, 'query');
    const known = this.queries.get(documentClass) ?? new LRUCache({ max: QUERIES_KEPT });
    this.queries.set(documentClass, known);
    const document = known.get(text) ?? Object.freeze(read(documentClass, value, 'query'));
    known.set(text, document);
    return document;
  }
}

function read(documentClass: new () => object, value: unknown, type: ArgumentMetadata['type']): object {
  const { document, draft, faults: ownFaults } = validateDocument(documentClass, value ?? {});
  const faults = [...ownFaults, ...furtherFaultsOf(documentClass, draft, ownFaults)];
  if (document && faults.length === 0) return document;
  const code: ErrorCode = type === 'body' ? 'BODY_INVALID' : 'PARAMETER_INVALID';
  const where = type === 'body' ? 'The body' : 'The query';
  throw new BarkeepError(code, `${where} has ${countFaults(faults)}.`, { faults });
}

function mayBeAbsent(metatype: unknown): boolean {
  return (metatype as Partial<AbsentDocument> | undefined)?.mayBeAbsent === true;
}

/** Without those of members that a rule has refused already. */
function furtherFaultsOf(metatype: unknown, draft: object | undefined, ownFaults: readonly Fault[]): Fault[] {
  const { furtherFaults } = metatype as Partial<FurtherChecks<object>>;
  if (!furtherFaults || !draft) return [];
  const told = new Set(ownFaults.map(({ path }) => path));
  return furtherFaults(draft).filter(({ path }) => !told.has(path));
}

function emptyBody(): BarkeepError {
  return new BarkeepError('BODY_MALFORMED', 'The body is empty.', {
    faults: [{ path: '', span: [0, 0], code: 'E_PARSE', message: 'it is empty' }],
  });
}
