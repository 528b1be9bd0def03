import { Inject, Injectable } from '@nestjs/common';
import type { CodedTable, ColumnTable } from '#domain';
import type { TaskEnding } from '#jobs';
import { and, eq } from 'drizzle-orm';
import { Database, type Transaction } from '../database.js';
import {
  backtestResults,
  backtestTables,
  runCheckpoints,
  tasks,
  type BACKTEST_TABLES,
} from '../schema/index.js';
import { toEndingColumns } from '../tasks/task-row.js';
import { METRIC_COLUMNS } from './metric-columns.js';
import { packTable, unpackTable } from './packed-table.js';
import type { StoredBacktest } from './stored-backtest.js';

export type BacktestTableName = (typeof BACKTEST_TABLES)[number];

type PackedTable = Omit<typeof backtestTables.$inferInsert, 'taskId'>;

/** Results of backtests: metrics in columns, tables packed beside them. They go when their task goes. */
@Injectable()
export class BacktestResultRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /**
   * Writes the result and ends its task, both or neither. Gives false, and writes nothing, when a newer run of the
   * task was opened; saving again with the same fence changes nothing.
   */
  async save(
    taskId: string,
    fence: number,
    result: StoredBacktest<CodedTable>,
    ending: TaskEnding,
  ): Promise<boolean> {
    const tables = await packTables(result);
    const row = { taskId, fence, ...toRow(result) };
    return this.database.transaction(async (transaction) => {
      const state = await lockTask(transaction, taskId);
      if (!state || state.fence !== fence) return false;
      if (state.finishedAt !== null) return true;
      const { queries } = transaction;
      await queries.insert(backtestResults).values(row);
      await queries.insert(backtestTables).values(tables.map((table) => ({ taskId, ...table })));
      await queries.delete(runCheckpoints).where(eq(runCheckpoints.taskId, taskId));
      await queries.update(tasks).set(toEndingColumns(ending)).where(eq(tasks.id, taskId));
      return true;
    });
  }

  async find(taskId: string): Promise<StoredBacktest | undefined> {
    const found = await this.database.query(async (queries) => {
      const [row] = await queries.select().from(backtestResults).where(eq(backtestResults.taskId, taskId));
      if (!row) return undefined;
      const packed = await queries.select().from(backtestTables).where(eq(backtestTables.taskId, taskId));
      return { row, packed };
    });
    if (!found) return undefined;
    const tables = new Map<string, ColumnTable>();
    for (const table of found.packed) tables.set(table.name, await unpackTable(table.packed));
    return toStoredBacktest(found.row, (name) => tables.get(name) ?? { length: 0, columns: {} });
  }

  /** One table in full; undefined when there is no such result. */
  async findTable(taskId: string, name: BacktestTableName): Promise<ColumnTable | undefined> {
    const [table] = await this.database.query((queries) =>
      queries
        .select()
        .from(backtestTables)
        .where(and(eq(backtestTables.taskId, taskId), eq(backtestTables.name, name))),
    );
    return table && unpackTable(table.packed);
  }
}

async function lockTask({ queries }: Transaction, taskId: string) {
  const [row] = await queries
    .select({ fence: tasks.fence, finishedAt: tasks.finishedAt })
    .from(tasks)
    .where(eq(tasks.id, taskId))
    .for('update');
  return row;
}

async function packTables(result: StoredBacktest<CodedTable>): Promise<PackedTable[]> {
  const tables: [BacktestTableName, CodedTable][] = [
    ['equity', result.equity],
    ['trades', result.trades],
    ['open_trades', result.openTrades],
    ['orders', result.orders],
  ];
  const pack = async ([name, table]: [BacktestTableName, CodedTable]): Promise<PackedTable> => {
    return { name, length: table.length, packed: await packTable(table) };
  };
  return Promise.all(tables.map(pack));
}

function toRow({
  metrics,
  equity: _1,
  trades: _2,
  openTrades: _3,
  orders: _4,
  ...columns
}: StoredBacktest<CodedTable>) {
  const unknown = Object.keys(metrics).filter(
    (name) => !(METRIC_COLUMNS as readonly string[]).includes(name),
  );
  if (unknown.length > 0) throw new Error(`metrics without a column: ${unknown.join(', ')}`);
  const values = METRIC_COLUMNS.map((name) => [name, metrics[name] ?? null] as const);
  return {
    ...columns,
    ...(Object.fromEntries(values) as Record<(typeof METRIC_COLUMNS)[number], number | null>),
  };
}

function toStoredBacktest(
  row: typeof backtestResults.$inferSelect,
  table: (name: BacktestTableName) => ColumnTable,
): StoredBacktest {
  return {
    strategy: row.strategy,
    request: row.request,
    engineVersion: row.engineVersion,
    strategyHash: row.strategyHash,
    dataDigest: row.dataDigest,
    resultDigest: row.resultDigest,
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
    durationMs: row.durationMs,
    barsPerSecond: row.barsPerSecond,
    warmupBars: row.warmupBars,
    barsTotal: row.barsTotal,
    metrics: Object.fromEntries(METRIC_COLUMNS.map((name) => [name, row[name]])),
    equity: table('equity'),
    trades: table('trades'),
    openTrades: table('open_trades'),
    orders: table('orders'),
    warnings: row.warnings,
    ambiguity: row.ambiguity ?? undefined,
    canary: row.canary ?? undefined,
    breakEven: row.breakEven ?? undefined,
    corporateActions: row.corporateActions ?? undefined,
    partial: row.partial,
  };
}
