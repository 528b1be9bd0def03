import type { PayloadOf } from '#jobs';
import { toSnakeCase } from '../backtest/snake-case.js';

/** The body that a queued dry run stands for, and the strategy that it is of; the version says how that read. */
export function toDryRunBody({
  strategy_id,
  version,
  request,
}: PayloadOf<'strategy_validation'>): Record<string, unknown> {
  return { strategy_id, strategy_version: version, ...(toSnakeCase(request) as object) };
}
