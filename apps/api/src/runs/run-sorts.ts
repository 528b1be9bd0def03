import { METRIC_COLUMNS, RUN_TIMES, type RunOrder } from '#database';

const COST = 'cost_';

/** Every word that runs can be sorted by, as the wire writes metrics: `costs.spread` for a cost. */
const COLUMN_OF_SORT: ReadonlyMap<string, RunOrder['by']> = new Map([
  ...RUN_TIMES.map((name) => [name, name] as const),
  ...METRIC_COLUMNS.map(
    (name) => [name.startsWith(COST) ? `costs.${name.slice(COST.length)}` : name, name] as const,
  ),
]);

export const RUN_SORTS: readonly string[] = [...COLUMN_OF_SORT.keys()];

export function toRunOrder(sort = 'created_at', order: 'asc' | 'desc' = 'desc'): RunOrder {
  return { by: COLUMN_OF_SORT.get(sort) ?? 'created_at', descending: order === 'desc' };
}
