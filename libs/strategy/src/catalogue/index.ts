import { adx } from './adx.js';
import { AVERAGES } from './averages.js';
import { CHANNELS } from './channels.js';
import { due } from './due.js';
import { EXTREMES } from './extremes.js';
import { FRAMES } from './frames.js';
import type { FunctionDefinition } from './function-definition.js';
import { KNOWN_AT } from './known-at.js';
import { LOGIC } from './logic.js';
import { MATHEMATICS } from './mathematics.js';
import { MOMENTA } from './momentum.js';
import { OPENING_RANGES } from './opening-range.js';
import { OSCILLATORS } from './oscillators.js';
import { psar } from './psar.js';
import { REGRESSIONS } from './regression.js';
import { rsi } from './rsi.js';
import { STATISTICS } from './statistics.js';
import { supertrend } from './supertrend.js';
import { COMPARISONS } from './universe.js';
import { TRUE_RANGES } from './true-range.js';

const ALL: readonly FunctionDefinition[] = [
  ...MATHEMATICS,
  ...LOGIC,
  ...AVERAGES,
  ...EXTREMES,
  ...STATISTICS,
  ...REGRESSIONS,
  ...MOMENTA,
  rsi,
  ...TRUE_RANGES,
  ...CHANNELS,
  ...OSCILLATORS,
  adx,
  supertrend,
  psar,
  ...OPENING_RANGES,
  due,
  ...COMPARISONS,
  ...FRAMES,
  ...KNOWN_AT,
];

/** Every function of the language by name. */
export const CATALOGUE: ReadonlyMap<string, FunctionDefinition> = new Map(
  ALL.map((definition) => [definition.name, definition]),
);
