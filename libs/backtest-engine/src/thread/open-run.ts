import { createHash } from 'node:crypto';
import { BarkeepError, createBarSeries, type BarSeries, type Fault } from '#domain';
import { compileStrategy, type CompiledStrategy } from '#strategy';
import type { BacktestRequest } from '../backtest-request.js';
import { computeDataDigest } from '../digest.js';
import type { ExplainInput } from '../explain/explanation.js';
import type { SharedSeries, ThreadData } from './thread-run.js';

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A run as it came into a thread, with what the engine needs to do it. */
export interface OpenedRun {
  input: ExplainInput & { request: BacktestRequest };
  /** Of the compiler. */
  warnings: Fault[];
}

/** @throws BarkeepError STRATEGY_INVALID */
export function openRun(run: ThreadData): OpenedRun {
  const { request, known, actions } = run;
  const { strategy, warnings } = compile(run);
  const series = run.series.map(toSeries);
  const benchmark = run.benchmark && toSeries(run.benchmark);
  const finer = run.finer?.map(toSeries) ?? [];
  return { input: { series, known, actions, finer, strategy, request, benchmark }, warnings };
}

/** Identity of what the run reads. */
export function digestOfInput({ series, benchmark, finer = [], known, actions }: ExplainInput): string {
  return computeDataDigest([...series, ...(benchmark ? [benchmark] : []), ...finer], sha256, known, actions);
}

function toSeries(shared: SharedSeries): BarSeries {
  return createBarSeries(shared, shared.length, shared.buffer);
}

function compile({ strategy, request }: ThreadData): { strategy: CompiledStrategy; warnings: Fault[] } {
  const warmup = request.execution.preset === 'backtesting_py' ? 'first_defined' : 'converged';
  const outcome = compileStrategy(strategy, { warmup, timeframe: request.timeframe });
  if (!outcome.ok) {
    throw new BarkeepError('STRATEGY_INVALID', 'The strategy has faults', { faults: outcome.errors });
  }
  return {
    strategy: outcome.strategy,
    warnings: outcome.warnings.map((fault) => ({ ...fault, path: `/strategy${fault.path}` })),
  };
}
