import { Inject, Injectable } from '@nestjs/common';
import { and, eq, type SQL } from 'drizzle-orm';
import { Database, type Queries } from '../database.js';
import { METRIC_COLUMNS, type MetricColumn } from '../results/metric-columns.js';
import { backtestResults, backtestRuns, tasks } from '../schema/index.js';
import type { RecordedRun, RunAnnotation, RunFilter, RunOrder, RunPlace } from './recorded-run.js';
import { inOrder, isAfter, matches } from './run-conditions.js';

/** The history of backtests: it outlives their live state, and goes with their tasks. */
@Injectable()
export class RunRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  list(wanted: {
    filter: RunFilter;
    order: RunOrder;
    after?: RunPlace;
    limit: number;
  }): Promise<RecordedRun[]> {
    const { filter, order, after, limit } = wanted;
    return this.database.query(async (queries) => {
      const rows = await select(queries, and(matches(filter), isAfter(order, after)))
        .orderBy(inOrder(order))
        .limit(limit);
      return rows.map(toRecordedRun);
    });
  }

  find(taskId: string): Promise<RecordedRun | undefined> {
    return this.database.query(async (queries) => {
      const [row] = await select(queries, eq(backtestRuns.taskId, taskId));
      return row && toRecordedRun(row);
    });
  }

  /** Changes what is given; false when there is no such run. */
  async annotate(taskId: string, annotation: Partial<RunAnnotation>): Promise<boolean> {
    if (Object.keys(annotation).length === 0) return (await this.find(taskId)) !== undefined;
    const changed = await this.database.query((queries) =>
      queries.update(backtestRuns).set(annotation).where(eq(backtestRuns.taskId, taskId)),
    );
    return changed.rowCount === 1;
  }
}

const TASK_COLUMNS = {
  status: tasks.status,
  submitter: tasks.submitter,
  shared: tasks.shared,
  startedAt: tasks.startedAt,
  finishedAt: tasks.finishedAt,
  errorCode: tasks.errorCode,
  errorMessage: tasks.errorMessage,
};

const { taskId, strategyHash, engineVersion, resultDigest, durationMs, barsTotal, partial } = backtestResults;
const RESULT_COLUMNS = { strategyHash, engineVersion, resultDigest, durationMs, barsTotal, partial };

const METRICS = Object.fromEntries(METRIC_COLUMNS.map((name) => [name, backtestResults[name]])) as Pick<
  typeof backtestResults,
  MetricColumn
>;

function select(queries: Queries, condition: SQL | undefined) {
  return (
    queries
      // A joined part whose first column is null counts as absent, so that one leads which never is.
      .select({
        run: backtestRuns,
        task: TASK_COLUMNS,
        result: RESULT_COLUMNS,
        metrics: { taskId, ...METRICS },
      })
      .from(backtestRuns)
      .innerJoin(tasks, eq(tasks.id, backtestRuns.taskId))
      .leftJoin(backtestResults, eq(backtestResults.taskId, backtestRuns.taskId))
      .where(condition)
      .$dynamic()
  );
}

type Row = Awaited<ReturnType<typeof select>>[number];

function toRecordedRun({ run, task, result, metrics: found }: Row): RecordedRun {
  if (!result || !found) return { ...run, ...task, result: null };
  const { taskId: _taskId, ...metrics } = found;
  return { ...run, ...task, result: { ...result, metrics } };
}
