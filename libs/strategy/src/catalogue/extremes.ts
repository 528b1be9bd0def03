import { rollingExtreme } from '../kernels/rolling-extreme.js';
import type { FunctionDefinition, SeriesFunction } from './function-definition.js';
import { overWindow } from './over-window.js';

export const highest: SeriesFunction = {
  ...overWindow,
  name: 'highest',
  summary: 'Largest value of a window.',
  formula: 'largest of the n values ending with this bar',
  source: 'TA-Lib MAX',
  kernel: ({ outputs, inputs, constants: [n], from, to }) =>
    rollingExtreme(outputs[0], inputs[0], from, to, n, 1),
};

export const lowest: SeriesFunction = {
  ...overWindow,
  name: 'lowest',
  summary: 'Smallest value of a window.',
  formula: 'smallest of the n values ending with this bar',
  source: 'TA-Lib MIN',
  kernel: ({ outputs, inputs, constants: [n], from, to }) =>
    rollingExtreme(outputs[0], inputs[0], from, to, n, -1),
};

export const EXTREMES: readonly FunctionDefinition[] = [highest, lowest];
