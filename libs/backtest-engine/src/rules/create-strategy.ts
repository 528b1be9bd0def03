import type { BoundStrategy } from '#strategy';
import type { Strategy } from '../strategy.js';
import { AllocationStrategy } from './allocation-strategy.js';
import { RulesStrategy } from './rules-strategy.js';

/** What runs a strategy.v1 document over its bars; `warmupBars` replaces the warm-up that it was compiled with. */
export function createStrategy(bound: BoundStrategy, warmupBars?: number): Strategy {
  return bound.strategy.allocate === undefined
    ? new RulesStrategy(bound, warmupBars)
    : new AllocationStrategy(bound, warmupBars);
}
