import { createHash } from 'node:crypto';
import {
  computeMoments,
  computeTrialKey,
  momentsAt,
  numbersOf,
  paramsOfCell,
  PARAM_PREFIX,
  toPeriodReturns,
  type BacktestRequest,
  type SharpeMoments,
  type SearchSpace,
  type ThreadResult,
} from '#backtest-engine';
import type { RecordedTrial } from '#database';
import { finiteOrNull, toPlainTable, type ColumnTable } from '#domain';
import { compileStrategy } from '#strategy';

/** Trials of one shape, as the ledger takes them. */
export interface ShapeTrials {
  shapeHash: string;
  trials: RecordedTrial[];
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The trial that a backtest is. */
export function toRunTrials({ strategy, outcome }: ThreadResult, request: BacktestRequest): ShapeTrials {
  const { shapeHash, params } = compile(strategy, {});
  const times = outcome.equity.columns.time as Float64Array;
  if (times.length === 0) return { shapeHash, trials: [] };
  const span = { firstBar: times[0], lastBar: times[times.length - 1] };
  const moments = computeMoments(toPeriodReturns(toPlainTable(outcome.equity)));
  return { shapeHash, trials: [toTrial(params, request, span, moments)] };
}

/** The trials of a search that ran; those that the strategy refused were none. */
export function toSearchTrials(
  { strategy, request, plan, fixed }: SearchSpace,
  tables: readonly ColumnTable[],
): ShapeTrials {
  const shape = compile(strategy, { ...fixed, ...paramsOfCell(plan.axes, 0) });
  const trials = tables.flatMap((table) => {
    const refused = table.columns.refused as Uint8Array;
    const rows = Array.from(refused.keys()).filter((row) => refused[row] === 0);
    return rows.map((row) => {
      const searched = plan.axes.map(
        ({ name }) => [name, numbersOf(table, PARAM_PREFIX + name)[row]] as const,
      );
      const params = { ...shape.params, ...fixed, ...Object.fromEntries(searched) };
      const span = {
        firstBar: numbersOf(table, 'first_bar')[row],
        lastBar: numbersOf(table, 'last_bar')[row],
      };
      return toTrial(params, request, span, momentsAt(table, row));
    });
  });
  return { shapeHash: shape.shapeHash, trials };
}

/** The shape is what all trials have in common; a document whose values are refused has none, and no trials. */
function compile(
  strategy: object,
  params: Readonly<Record<string, number>>,
): { shapeHash: string; params: Readonly<Record<string, number>> } {
  const outcome = compileStrategy(strategy, { params });
  return outcome.ok ? outcome.strategy : { shapeHash: '', params: {} };
}

function toTrial(
  params: Readonly<Record<string, number>>,
  { timeframe, adjust, initialCapital, costs, execution }: BacktestRequest,
  span: { firstBar: number; lastBar: number },
  { count, sharpe, skewness, kurtosis }: SharpeMoments,
): RecordedTrial {
  const world = { timeframe, adjust, initialCapital, costs, execution };
  return {
    trialKey: computeTrialKey({ params, ...world, ...span }, sha256),
    ...span,
    returns: count,
    sharpe: finiteOrNull(sharpe),
    skewness: finiteOrNull(skewness),
    kurtosis: finiteOrNull(kurtosis),
  };
}
