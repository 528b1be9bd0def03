import { type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { BarkeepError, type ErrorCode } from '#domain';
import { validateDocument } from './validate-document.js';

const PLAIN_TYPES: readonly unknown[] = [String, Number, Boolean, Array, Object, undefined];

/** Checks bodies and queries against the class that the handler declares, and names every fault of them. */
export class DocumentPipe implements PipeTransform {
  transform(value: unknown, { metatype, type }: ArgumentMetadata): unknown {
    if (type === 'body' && value === undefined) throw emptyBody();
    if (PLAIN_TYPES.includes(metatype) || type === 'custom') return value;
    const { document, faults } = validateDocument(metatype as new () => object, value ?? {});
    if (document) return document;
    const code: ErrorCode = type === 'body' ? 'BODY_INVALID' : 'PARAMETER_INVALID';
    const where = type === 'body' ? 'The body' : 'The query';
    throw new BarkeepError(
      code,
      `${where} has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}.`,
      {
        faults,
      },
    );
  }
}

function emptyBody(): BarkeepError {
  return new BarkeepError('BODY_MALFORMED', 'The body is empty.', {
    faults: [{ path: '', span: [0, 0], code: 'E_PARSE', message: 'it is empty' }],
  });
}
