import { type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
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

/** Checks bodies and queries against the class that the handler declares, and names every fault of them. */
export class DocumentPipe implements PipeTransform {
  transform(value: unknown, { metatype, type }: ArgumentMetadata): unknown {
    if (type === 'body' && value === undefined && !mayBeAbsent(metatype)) throw emptyBody();
    if (PLAIN_TYPES.includes(metatype) || type === 'custom') return value;
    const {
      document,
      draft,
      faults: ownFaults,
    } = validateDocument(metatype as new () => object, value ?? {});
    const faults = [...ownFaults, ...furtherFaultsOf(metatype, draft, ownFaults)];
    if (document && faults.length === 0) return document;
    const code: ErrorCode = type === 'body' ? 'BODY_INVALID' : 'PARAMETER_INVALID';
    const where = type === 'body' ? 'The body' : 'The query';
    throw new BarkeepError(code, `${where} has ${countFaults(faults)}.`, { faults });
  }
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
