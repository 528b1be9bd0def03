import { BUDGETS } from '../budgets.js';
import type { FunctionParameter } from './function-definition.js';

/** A number of bars. */
export function bars(name = 'n', fallback?: number, min = 1): FunctionParameter {
  return { name, type: 'const', default: fallback, min, max: BUDGETS.lookBackBars, whole: true };
}

/** A constant of the formula. */
export function factor(name: string, fallback?: number, min = 0, max = 1e6): FunctionParameter {
  return { name, type: 'const', default: fallback, min, max };
}

export const x: FunctionParameter = { name: 'x', type: 'series' };
export const a: FunctionParameter = { name: 'a', type: 'num' };
export const b: FunctionParameter = { name: 'b', type: 'num' };

export function condition(name = 'c'): FunctionParameter {
  return { name, type: 'bool' };
}
