import { countCells, paramsOfCell, type TrialAxis } from './trial-space.js';
import { pickBelow, type Random } from './seeded-random.js';

/** Spaces up to this size are gone through cell by cell. */
export const MOST_CELLS_LISTED = 100_000;
/** Draws per wanted trial, where conditions refuse most of what is drawn. */
const DRAWS_PER_TRIAL = 20;

export type ParamsCondition = (params: Readonly<Record<string, number>>) => boolean;

/** The cells of a space that fulfil a condition, rising. The space has at most `MOST_CELLS_LISTED` cells. */
export function listCells(axes: readonly TrialAxis[], isMet: ParamsCondition): number[] {
  const cells: number[] = [];
  const size = countCells(axes);
  for (let cell = 0; cell < size; cell += 1) if (isMet(paramsOfCell(axes, cell))) cells.push(cell);
  return cells;
}

/**
 * At most `count` cells that fulfil a condition, each as likely as any other and none twice, rising. Small spaces are
 * listed and shuffled (Fisher and Yates); from large ones cells are drawn until there are enough or hope is gone.
 */
export function drawCells(
  axes: readonly TrialAxis[],
  isMet: ParamsCondition,
  count: number,
  random: Random,
): number[] {
  const size = countCells(axes);
  if (size <= MOST_CELLS_LISTED)
    return shuffleFirst(listCells(axes, isMet), count, random).sort((a, b) => a - b);
  const chosen = new Set<number>();
  for (let draw = 0; chosen.size < count && draw < count * DRAWS_PER_TRIAL; draw += 1) {
    const cell = pickBelow(size, random);
    if (!chosen.has(cell) && isMet(paramsOfCell(axes, cell))) chosen.add(cell);
  }
  return [...chosen].sort((a, b) => a - b);
}

function shuffleFirst(cells: number[], count: number, random: Random): number[] {
  const wanted = Math.min(count, cells.length);
  for (let k = 0; k < wanted; k += 1) {
    const other = k + pickBelow(cells.length - k, random);
    [cells[k], cells[other]] = [cells[other], cells[k]];
  }
  return cells.slice(0, wanted);
}
