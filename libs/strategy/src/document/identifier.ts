import { isBuiltInName } from '../catalogue/names.js';
import type { FaultList, Place } from '../fault-list.js';
import { KEYWORDS } from '../text/precedence.js';

const IDENTIFIER = /^[A-Za-z][A-Za-z0-9_]{0,31}$/;

/** Whether a document may give this name a meaning; reports why not. A call is told by its brackets, so a function's name is free. */
export function checkIdentifier(name: string, at: Place, faults: FaultList): boolean {
  if (!IDENTIFIER.test(name)) {
    const hint = 'names begin with a letter and have letters, digits and _, at most 32';
    faults.add(at, 'E_SCHEMA', `'${name.slice(0, 40)}' can not be a name`, hint);
    return false;
  }
  if (!KEYWORDS.has(name) && !isBuiltInName(name)) return true;
  faults.add(at, 'E_CONFLICT', `'${name}' is a word of the language`, 'choose another name');
  return false;
}
