import { countAxisValues, listAxisValues, type AxisRange, type TrialAxis } from '#backtest-engine';
import type { Fault } from '#domain';
import { isMembers } from '../backtest/run-members.js';

const MOST_VALUES = 1_000;
const RANGE_KEYS = ['min', 'max', 'step'];

export interface ReadAxes {
  axes: TrialAxis[];
  /** Parameters with a single value. */
  fixed: Record<string, number>;
  faults: Fault[];
}

/** Reads the ranges of parameters; all faults, with paths under `/params`. */
export function readAxes(params: unknown): ReadAxes {
  const found: ReadAxes = { axes: [], fixed: {}, faults: [] };
  if (params !== undefined && !isMembers(params)) return found;
  for (const [name, given] of Object.entries(params ?? {})) {
    if (isNumber(given)) {
      found.fixed[name] = given;
      continue;
    }
    const path = `/params/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const faults = faultsOfRange(given, path);
    found.faults.push(...faults);
    if (faults.length === 0) found.axes.push({ name, values: listAxisValues(given as AxisRange) });
  }
  if (found.axes.length === 0 && found.faults.length === 0) {
    const message = 'at least one parameter needs a range';
    found.faults.push({
      path: '/params',
      code: 'E_SCHEMA',
      message,
      hint: 'write {"fast": {"min": 5, "max": 30, "step": 5}}',
    });
  }
  return found;
}

function faultsOfRange(given: unknown, path: string): Fault[] {
  if (Array.isArray(given)) return faultsOfList(given, path);
  if (!isMembers(given)) {
    const message = 'expected {min, max, step}, a list of numbers or a number';
    return [{ path, code: 'E_TYPE', message }];
  }
  const strange = Object.keys(given).filter((key) => !RANGE_KEYS.includes(key));
  const missing = RANGE_KEYS.filter((key) => !isNumber(given[key]));
  const faults = [
    ...strange.map((key) => ({
      path: `${path}/${key}`,
      code: 'E_UNKNOWN_KEY',
      message: `unknown key '${key.slice(0, 40)}'`,
      hint: 'known are min, max, step',
    })),
    ...missing.map((key) => ({
      path: `${path}/${key}`,
      code: 'E_TYPE',
      message: `${key} has to be a number`,
    })),
  ];
  if (missing.length > 0) return faults;
  const { min, max, step } = given as { min: number; max: number; step: number };
  if (step <= 0)
    faults.push({ path: `${path}/step`, code: 'E_RANGE', message: 'step has to be more than 0' });
  else if (min > max) faults.push({ path, code: 'E_CONFLICT', message: `min ${min} is above max ${max}` });
  else if (countAxisValues({ min, max, step }) > MOST_VALUES) faults.push(tooMany(path));
  return faults;
}

function faultsOfList(given: readonly unknown[], path: string): Fault[] {
  if (given.length === 0) return [{ path, code: 'E_RANGE', message: 'the list is empty' }];
  if (given.length > MOST_VALUES) return [tooMany(path)];
  return given.flatMap((value, index) => {
    if (!isNumber(value)) return [{ path: `${path}/${index}`, code: 'E_TYPE', message: 'expected a number' }];
    const isTwice = given.indexOf(value) < index;
    return isTwice
      ? [{ path: `${path}/${index}`, code: 'E_CONFLICT', message: `${value} is listed twice` }]
      : [];
  });
}

function tooMany(path: string): Fault {
  return { path, code: 'E_BUDGET', message: `a parameter may have at most ${MOST_VALUES} values` };
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
