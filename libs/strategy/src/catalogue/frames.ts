import type { FrameFunction, FunctionDefinition } from './function-definition.js';

const base = { kind: 'frame', family: 'across', result: 'value', source: 'own' } as const;

export const on: FrameFunction = {
  ...base,
  name: 'on',
  names: 'symbol',
  parameters: [
    { name: 'symbol', type: 'text' },
    { name: 'x', type: 'value' },
  ],
  summary: 'A value on the bars of another symbol.',
  formula: 'x of the newest bar of the symbol that had closed when this bar closed',
};

export const tf: FrameFunction = {
  ...base,
  name: 'tf',
  names: 'timeframe',
  parameters: [
    { name: 'timeframe', type: 'text' },
    { name: 'x', type: 'value' },
  ],
  summary: 'A value on the bars of a longer timeframe; only those that have closed are seen.',
  formula: 'x of the newest bar of the timeframe that had closed when this bar closed',
};

export const FRAMES: readonly FunctionDefinition[] = [on, tf];
