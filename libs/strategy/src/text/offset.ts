import type { FaultList } from '../fault-list.js';
import type { Syntax } from './syntax.js';

/** Whether an offset has a form that is allowed, a whole number or a name; reports it when not. */
export function checkOffsetForm(offset: Syntax, faults: FaultList): boolean {
  if (offset.kind === 'name') return true;
  if (offset.kind === 'number' && !offset.percent) {
    if (Number.isInteger(offset.value)) return true;
    faults.add(offset.at, 'E_RANGE', 'an offset is a whole number of bars');
  } else if (offset.kind === 'unary' && offset.op === '-') {
    faults.add(
      offset.at,
      'E_LOOKAHEAD',
      'an offset looks back: it can not be negative',
      "write 'x[1]' for the bar before",
    );
  } else {
    faults.add(offset.at, 'E_CONST_REQUIRED', 'an offset is a whole number or a parameter');
  }
  return false;
}
