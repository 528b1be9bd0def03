import { bars, x } from './parameters.js';

/** What the functions of x over the n bars that end with this one have in common. */
export const overWindow = {
  kind: 'series',
  family: 'series',
  parameters: [x, bars()],
  result: 'num',
  lookBack: ([n]: readonly number[]) => n - 1,
} as const;
