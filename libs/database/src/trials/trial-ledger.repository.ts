import { Inject, Injectable } from '@nestjs/common';
import { and, desc, eq, gte, isNotNull, lte, sql } from 'drizzle-orm';
import { Database, type Queries } from '../database.js';
import { optimiseResults, trialLedger, trialSubmissions } from '../schema/index.js';

/** A run of one set of parameters over a span of bars. Instants are UTC ms, moments of period returns not annualised. */
export interface RecordedTrial {
  /** What tells it from other trials of the shape. */
  trialKey: string;
  firstBar: number;
  lastBar: number;
  returns: number;
  /** These three are null where returns did not vary. */
  sharpe: number | null;
  skewness: number | null;
  kurtosis: number | null;
}

/** All trials of a shape on data that overlap: how many, and the variance of their Sharpe ratios per year. */
export interface TrialSpread {
  count: number;
  variance: number;
}

/** A backtest among the trials of its shape. */
export interface JudgedTrial {
  trial: RecordedTrial;
  spread: TrialSpread;
  /** Of the newest search over the shape that is kept; null where there is none. */
  overfitting: number | null;
}

/** Rows of one statement. */
const AT_ONCE = 2_000;

/** Counts what was tried of each shape of a strategy. Nothing here can be taken back. */
@Injectable()
export class TrialLedgerRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Writes trials down; one that is on record already, whoever ran it, stays as it is. */
  async record(shapeHash: string, trials: readonly RecordedTrial[]): Promise<void> {
    for (let first = 0; first < trials.length; first += AT_ONCE) {
      const rows = trials.slice(first, first + AT_ONCE).map((trial) => ({ shapeHash, ...trial }));
      await this.database.query((queries) => queries.insert(trialLedger).values(rows).onConflictDoNothing());
    }
  }

  /** The same for the one trial that a backtest is. */
  async recordRun(taskId: string, shapeHash: string, trial: RecordedTrial): Promise<void> {
    await this.record(shapeHash, [trial]);
    const { trialKey } = trial;
    await this.database.query((queries) =>
      queries.insert(trialSubmissions).values({ taskId, shapeHash, trialKey }).onConflictDoNothing(),
    );
  }

  /** The trials of a shape on bars that overlap a span. */
  count(shapeHash: string, span: { firstBar: number; lastBar: number }): Promise<TrialSpread> {
    return this.database.query((queries) => countTrials(queries, shapeHash, span));
  }

  /** Undefined where the task is no backtest with a result, or older than the ledger. */
  judge(taskId: string): Promise<JudgedTrial | undefined> {
    return this.database.query(async (queries) => {
      const [found] = await queries
        .select({ trial: trialLedger })
        .from(trialSubmissions)
        .innerJoin(
          trialLedger,
          and(
            eq(trialLedger.shapeHash, trialSubmissions.shapeHash),
            eq(trialLedger.trialKey, trialSubmissions.trialKey),
          ),
        )
        .where(eq(trialSubmissions.taskId, taskId));
      if (!found) return undefined;
      const { shapeHash, ...trial } = found.trial;
      const spread = await countTrials(queries, shapeHash, trial);
      return { trial, spread, overfitting: await findOverfitting(queries, shapeHash) };
    });
  }
}

/** A trial whose returns did not vary was tried all the same; its Sharpe ratio is none. */
const ANNUAL_SHARPE = sql`coalesce(${trialLedger.sharpe}, 0) * sqrt(${trialLedger.returns} * 31557600.0
  / greatest(extract(epoch from ${trialLedger.lastBar} - ${trialLedger.firstBar}), 1))`;

async function countTrials(
  queries: Queries,
  shapeHash: string,
  { firstBar, lastBar }: { firstBar: number; lastBar: number },
): Promise<TrialSpread> {
  const [{ count, variance }] = await queries
    .select({
      count: sql<number>`count(*)::integer`,
      variance: sql<number>`coalesce(var_samp(${ANNUAL_SHARPE}), 0)::float8`,
    })
    .from(trialLedger)
    .where(
      and(
        eq(trialLedger.shapeHash, shapeHash),
        lte(trialLedger.firstBar, lastBar),
        gte(trialLedger.lastBar, firstBar),
      ),
    );
  return { count, variance };
}

/** A search keeps the hash of the shape as that of its strategy. */
async function findOverfitting(queries: Queries, shapeHash: string): Promise<number | null> {
  const [newest] = await queries
    .select({ overfitting: optimiseResults.overfitting })
    .from(optimiseResults)
    .where(and(eq(optimiseResults.strategyHash, shapeHash), isNotNull(optimiseResults.overfitting)))
    .orderBy(desc(optimiseResults.finishedAt))
    .limit(1);
  return newest?.overfitting ?? null;
}
