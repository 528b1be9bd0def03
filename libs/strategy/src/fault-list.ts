import type { Fault } from '#domain';
import { BUDGETS } from './budgets.js';
import type { FaultCode } from './fault-codes.js';

/** Where something stands: the JSON pointer of its slot or tree node, and in a text the range of characters. */
export interface Place {
  readonly path: string;
  readonly span?: [start: number, end: number];
}

/** Collects the faults of one document, errors and warnings apart. */
export class FaultList {
  readonly errors: Fault[] = [];
  readonly warnings: Fault[] = [];

  add(place: Place, code: FaultCode, message: string, hint?: string): void {
    const list = code.startsWith('W_') ? this.warnings : this.errors;
    if (list.length >= BUDGETS.faults) return;
    list.push({
      path: place.path,
      ...(place.span === undefined ? {} : { span: place.span }),
      code,
      message,
      ...(hint === undefined ? {} : { hint }),
    });
  }
}

/** The pointer of a member, escaped as RFC 6901 says. */
export function memberPath(path: string, key: string | number): string {
  return `${path}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
