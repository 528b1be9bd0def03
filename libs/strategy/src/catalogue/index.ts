import { AVERAGES } from './averages.js';
import { EXTREMES } from './extremes.js';
import type { FunctionDefinition } from './function-definition.js';
import { LOGIC } from './logic.js';
import { MATHEMATICS } from './mathematics.js';
import { rsi } from './rsi.js';
import { STATISTICS } from './statistics.js';
import { TRUE_RANGES } from './true-range.js';

/** Every function of the language by name. */
export const CATALOGUE: ReadonlyMap<string, FunctionDefinition> = new Map(
  [...MATHEMATICS, ...LOGIC, ...AVERAGES, ...EXTREMES, ...STATISTICS, rsi, ...TRUE_RANGES].map(
    (definition) => [definition.name, definition],
  ),
);
