import { BUDGETS } from '../budgets.js';
import { didYouMean } from '../did-you-mean.js';
import { memberPath, type FaultList } from '../fault-list.js';
import { checkIdentifier } from './identifier.js';
import { checkNumber, Members } from './members.js';

/** A parameter as the canonical document has it. */
export interface Param {
  readonly value: number;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
}

/** Of a parameter that was refused: it stays known, so that its users are not reported, too. */
const STAND_IN: Param = { value: 1 };

/** Reads `params` with the values of the run in place of the document's. */
export function readParams(
  value: unknown,
  given: Readonly<Record<string, number>>,
  faults: FaultList,
): Map<string, Param> {
  const params = new Map<string, Param>();
  const members = value === undefined ? undefined : Members.of(value, '/params', faults);
  const names = members?.keys() ?? [];
  if (names.length > BUDGETS.params)
    faults.add({ path: '/params' }, 'E_BUDGET', `more than ${BUDGETS.params} parameters`);
  for (const name of names.slice(0, BUDGETS.params)) {
    if (!checkIdentifier(name, members!.at(name), faults)) continue;
    const override = Object.hasOwn(given, name) ? given[name] : undefined;
    params.set(name, readParam(members!, name, override) ?? STAND_IN);
  }
  for (const name of Object.keys(given))
    if (!names.includes(name))
      faults.add(
        { path: memberPath('/params', name) },
        'E_UNKNOWN_NAME',
        `the strategy has no parameter '${name.slice(0, 40)}'`,
        didYouMean(name, names),
      );
  return params;
}

function readParam(parent: Members, name: string, override: unknown): Param | undefined {
  const { path } = parent.at(name);
  const raw = parent.raw(name);
  const { faults } = parent;
  if (typeof raw === 'number') return withValue({}, override ?? raw, name, path, faults);
  const members = Members.of(raw, path, faults, ['value', 'min', 'max', 'step']);
  if (members === undefined) return undefined;
  const bounds = {
    min: members.number('min'),
    max: members.number('max'),
    step: members.number('step', { min: Number.MIN_VALUE }),
  };
  if (!members.has('value')) return members.refuse('value', `parameter '${name}' needs a value`);
  if (bounds.min !== undefined && bounds.max !== undefined && bounds.min > bounds.max) {
    faults.add(members.at('min'), 'E_CONFLICT', `'min' ${bounds.min} is above 'max' ${bounds.max}`);
    return undefined;
  }
  const place = override === undefined ? members.at('value').path : path;
  return withValue(bounds, override ?? members.raw('value'), name, place, faults);
}

function withValue(
  bounds: Omit<Param, 'value'>,
  value: unknown,
  name: string,
  path: string,
  faults: FaultList,
): Param | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    faults.add({ path }, 'E_SCHEMA', `parameter '${name}' must be a number`);
    return undefined;
  }
  const allowed = checkNumber(value, name, bounds, { path }, faults);
  if (allowed === undefined) return bounds.min === undefined ? undefined : { value: bounds.min };
  return { value, ...Object.fromEntries(Object.entries(bounds).filter(([, bound]) => bound !== undefined)) };
}
