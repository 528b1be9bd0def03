import { BUDGETS } from '../budgets.js';
import type { CompiledLimits } from '../compiled-strategy.js';
import type { FaultList } from '../fault-list.js';
import { Members } from './members.js';
import type { Part } from './part.js';

const KEYS = ['exclusive', 'pyramiding', 'max_positions', 'max_gross', 'cooldown_bars'];

/** The limits that mean something to an allocation, which only ever holds what it gives out. */
const KEYS_OF_ALLOCATION = ['max_positions', 'max_gross'];

/** Reads `limits`; every member has a default. */
export function readLimits(
  value: unknown,
  faults: FaultList,
  allocates: boolean,
): Part<CompiledLimits> | undefined {
  const known = allocates ? KEYS_OF_ALLOCATION : KEYS;
  const members = Members.of(value ?? {}, '/limits', faults, known);
  if (members === undefined) return undefined;
  const exclusive = members.boolean('exclusive') ?? true;
  const pyramiding = members.number('pyramiding', { min: 1, max: 1000, whole: true }) ?? 1;
  const maxPositions = members.number('max_positions', { min: 1, max: BUDGETS.symbols, whole: true });
  const maxGross = members.number('max_gross', { min: 0.001, max: 1000 });
  const cooldownBars = members.number('cooldown_bars', { min: 0, max: 1_000_000, whole: true }) ?? 0;
  return {
    compiled: { exclusive, pyramiding, maxPositions, maxGross, cooldownBars },
    canonical: {
      max_positions: maxPositions,
      max_gross: maxGross,
      ...(allocates ? {} : { exclusive, pyramiding, cooldown_bars: cooldownBars }),
    },
  };
}
