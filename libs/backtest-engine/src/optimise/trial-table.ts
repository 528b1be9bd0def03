import type { Column, ColumnTable } from '#domain';
import type { BlockSums } from './backtest-overfitting.js';
import { BLOCKS, countByBlock, sumByBlock } from './block-sums.js';
import type { OptimisePlan } from './optimise-plan.js';
import type { SharpeMoments } from '../metrics/return-moments.js';
import { metricOf, type TrialAnswer } from './trial-runner.js';
import { locateCell } from './trial-space.js';

/** What is kept of each trial beside its parameters and its objective. */
export const TRIAL_METRICS = [
  'return_pct',
  'sharpe_ratio',
  'max_drawdown_pct',
  'trades',
  'win_rate_pct',
  'profit_factor',
] as const;

/** Columns of parameters have this before their name. */
export const PARAM_PREFIX = 'params.';

const MOMENTS = ['count', 'sharpe', 'skewness', 'kurtosis'] as const;

/**
 * Trials as columns: `cell` (in the space of parameters), `fold`, `params.…`, `objective`, the metrics of `TRIAL_METRICS`
 * (NaN: not defined), `refused` (1 where the strategy does not take the parameters), the moments of the period returns as
 * `period_…`, the span of bars as `first_bar` and `last_bar` (UTC ms), and sums of returns and squares by block of time as `sum_…` and `square_…`.
 */
export class TrialTable {
  private readonly numbers = new Map<string, Float64Array>();
  private readonly params: readonly Float64Array[];
  private readonly metrics: readonly Float64Array[];
  private readonly moments: readonly Float64Array[];
  private readonly sums: readonly Float64Array[];
  private readonly squares: readonly Float64Array[];
  private readonly fold: Int32Array;
  private readonly refused: Uint8Array;
  private readonly firstBar: Float64Array;
  private readonly lastBar: Float64Array;
  private readonly cell: Float64Array;
  private readonly objective: Float64Array;
  /** Of the trial that is being added. */
  private readonly ofBlocks = { sum: new Float64Array(BLOCKS), square: new Float64Array(BLOCKS) };
  private length = 0;

  constructor(
    private readonly plan: OptimisePlan,
    capacity: number,
  ) {
    this.fold = new Int32Array(capacity);
    this.refused = new Uint8Array(capacity);
    const column = (name: string): Float64Array => {
      const values = new Float64Array(capacity).fill(NaN);
      this.numbers.set(name, values);
      return values;
    };
    const blocks = Array.from({ length: BLOCKS }, (_, block) => block);
    this.firstBar = column('first_bar');
    this.lastBar = column('last_bar');
    this.cell = column('cell');
    this.params = plan.axes.map(({ name }) => column(PARAM_PREFIX + name));
    this.objective = column('objective');
    this.metrics = TRIAL_METRICS.map(column);
    this.moments = MOMENTS.map((name) => column(`period_${name}`));
    this.sums = blocks.map((block) => column(`sum_${block}`));
    this.squares = blocks.map((block) => column(`square_${block}`));
  }

  /** Adds what a trial came to; `returns` is the number of returns of an account that is never ruined. */
  add(cell: number, fold: number, answer: TrialAnswer, returns: number): void {
    const row = this.length;
    this.length += 1;
    this.cell[row] = cell;
    locateCell(this.plan.axes, cell).forEach((place, k) => {
      this.params[k][row] = this.plan.axes[k].values[place];
    });
    this.fold[row] = fold;
    this.refused[row] = answer.ok ? 0 : 1;
    if (!answer.ok) return;
    const { facts, times, returns: made } = answer.run;
    this.firstBar[row] = times[0];
    this.lastBar[row] = times[times.length - 1];
    this.objective[row] = metricOf(this.plan.objective, facts);
    TRIAL_METRICS.forEach((key, k) => (this.metrics[k][row] = metricOf(key, facts)));
    const moments = facts.periodMoments;
    MOMENTS.forEach((name, k) => (this.moments[k][row] = moments[name]));
    const { sum, square } = this.ofBlocks;
    sumByBlock(made, returns, sum, square);
    for (let block = 0; block < BLOCKS; block += 1) {
      this.sums[block][row] = sum[block];
      this.squares[block][row] = square[block];
    }
  }

  /** The rows so far, in memory of their own. */
  toTable(): ColumnTable {
    const { length } = this;
    const columns: Record<string, Column> = {
      fold: this.fold.slice(0, length),
      refused: this.refused.slice(0, length),
    };
    for (const [name, column] of this.numbers) columns[name] = column.slice(0, length);
    return { length, columns };
  }
}

/** The column of numbers of that name. */
export function numbersOf(table: ColumnTable, name: string): Float64Array {
  return table.columns[name] as Float64Array;
}

/** The moments of the returns of a row. */
export function momentsAt(table: ColumnTable, row: number): SharpeMoments {
  const at = (name: string): number => numbersOf(table, `period_${name}`)[row];
  return { count: at('count'), sharpe: at('sharpe'), skewness: at('skewness'), kurtosis: at('kurtosis') };
}

/** The sums by block of the rows that ran. */
export function blockSumsOf(table: ColumnTable, returns: number): BlockSums {
  const refused = table.columns.refused as Uint8Array;
  const rows = Array.from(refused.keys()).filter((row) => refused[row] === 0);
  const gather = (name: string): Float64Array => {
    const values = new Float64Array(rows.length * BLOCKS);
    for (let block = 0; block < BLOCKS; block += 1) {
      const column = numbersOf(table, `${name}_${block}`);
      rows.forEach((row, k) => (values[k * BLOCKS + block] = column[row]));
    }
    return values;
  };
  return {
    trials: rows.length,
    counts: countByBlock(returns),
    sums: gather('sum'),
    squares: gather('square'),
  };
}

/** One table of several with the same columns. */
export function joinTables(tables: readonly ColumnTable[]): ColumnTable {
  const length = tables.reduce((sum, table) => sum + table.length, 0);
  const columns: Record<string, Column> = {};
  for (const name of Object.keys(tables[0]?.columns ?? {})) {
    const first = tables[0].columns[name] as Float64Array | Int32Array | Uint8Array;
    const joined = new (first.constructor as new (length: number) => typeof first)(length);
    let used = 0;
    for (const table of tables) {
      joined.set(table.columns[name] as Float64Array, used);
      used += table.length;
    }
    columns[name] = joined;
  }
  return { length, columns };
}

/** The columns that users see: without the sums. */
export function withoutSums({ length, columns }: ColumnTable): ColumnTable {
  const kept = Object.entries(columns).filter(([name]) => !/^(sum|square)_\d+$/.test(name));
  return { length, columns: Object.fromEntries(kept) };
}
