import { Inject, Injectable } from '@nestjs/common';
import type { ColumnTable } from '#domain';
import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { Database } from '../database.js';
import { packTable, unpackTable } from '../results/packed-table.js';
import { optimiseRanges, type StoredBest } from '../schema/index.js';

/** A half-open range of the trials of an optimisation. */
export interface TrialRange {
  chunk: number;
  from: number;
  to: number;
}

/** How the ranges of an optimisation stand. */
export interface RangeProgress {
  open: number;
  trialsDone: number;
  /** The best of each finished range. */
  bests: StoredBest[];
}

/**
 * The ranges of running optimisations. Whoever works on one claims it for a while; a range whose claim has run out is
 * free again. Every range gives the same rows whoever runs it, so a second answer changes nothing.
 */
@Injectable()
export class OptimiseRangeRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Writes the ranges down; those that are there stay as they are. */
  async plan(runId: string, ranges: readonly TrialRange[]): Promise<void> {
    const rows = ranges.map(({ chunk, from, to }) => ({ runId, chunk, firstTrial: from, endTrial: to }));
    await this.database.query((queries) => queries.insert(optimiseRanges).values(rows).onConflictDoNothing());
  }

  /** Claims a range that nobody works on, or that one; undefined when there is none. Its own claim an owner gets again. */
  async claim(
    runId: string,
    owner: string,
    leaseMs: number,
    chunk?: number,
  ): Promise<TrialRange | undefined> {
    const one = chunk === undefined ? sql`` : sql`and chunk = ${chunk}`;
    const { rows } = await this.database.query((queries) =>
      queries.execute<{ chunk: number; first_trial: number; end_trial: number }>(sql`
        update optimise_ranges set owner = ${owner}, lease_until = now() + ${leaseMs} * interval '1 millisecond'
        where run_id = ${runId} and chunk = (
          select chunk from optimise_ranges
          where run_id = ${runId} and finished_at is null ${one}
            and (lease_until is null or lease_until < now() or owner = ${owner})
          order by chunk desc limit 1 for update skip locked)
        returning chunk, first_trial, end_trial`),
    );
    const [row] = rows;
    return row && { chunk: row.chunk, from: row.first_trial, to: row.end_trial };
  }

  /** Keeps a claim, and says how far it is. False when the range is finished or gone: the work is in vain. */
  async renew(
    runId: string,
    chunk: number,
    owner: string,
    leaseMs: number,
    trialsDone: number,
  ): Promise<boolean> {
    const updated = await this.database.query((queries) =>
      queries
        .update(optimiseRanges)
        .set({ leaseUntil: inMs(leaseMs), trialsDone })
        .where(and(openRange(runId, chunk), eq(optimiseRanges.owner, owner)))
        .returning({ chunk: optimiseRanges.chunk }),
    );
    return updated.length === 1;
  }

  /** Lets go of a claim. */
  async release(runId: string, chunk: number, owner: string): Promise<void> {
    await this.database.query((queries) =>
      queries
        .update(optimiseRanges)
        .set({ owner: null, leaseUntil: null, trialsDone: 0 })
        .where(and(openRange(runId, chunk), eq(optimiseRanges.owner, owner))),
    );
  }

  /** Stores the trials of a range, whoever had claimed it. The first answer counts. */
  async finish(runId: string, chunk: number, trials: ColumnTable, best: StoredBest | null): Promise<void> {
    const packed = await packTable(trials);
    await this.database.query((queries) =>
      queries
        .update(optimiseRanges)
        .set({ packed, best, trialsDone: trials.length, finishedAt: inMs(0) })
        .where(openRange(runId, chunk)),
    );
  }

  async progress(runId: string): Promise<RangeProgress> {
    const rows = await this.database.query((queries) =>
      queries
        .select({
          trialsDone: optimiseRanges.trialsDone,
          best: optimiseRanges.best,
          isOpen: sql<boolean>`${optimiseRanges.finishedAt} is null`,
        })
        .from(optimiseRanges)
        .where(eq(optimiseRanges.runId, runId))
        .orderBy(asc(optimiseRanges.chunk)),
    );
    return {
      open: rows.filter((row) => row.isOpen).length,
      trialsDone: rows.reduce((sum, row) => sum + row.trialsDone, 0),
      bests: rows.flatMap((row) => (row.best ? [row.best] : [])),
    };
  }

  /** The trials of the finished ranges, in the order of the ranges. */
  async load(runId: string): Promise<ColumnTable[]> {
    const rows = await this.database.query((queries) =>
      queries
        .select({ packed: optimiseRanges.packed })
        .from(optimiseRanges)
        .where(and(eq(optimiseRanges.runId, runId), isNotNull(optimiseRanges.packed)))
        .orderBy(asc(optimiseRanges.chunk)),
    );
    const tables: ColumnTable[] = [];
    for (const { packed } of rows) tables.push(await unpackTable(packed!));
    return tables;
  }
}

function openRange(runId: string, chunk: number) {
  return and(
    eq(optimiseRanges.runId, runId),
    eq(optimiseRanges.chunk, chunk),
    isNull(optimiseRanges.finishedAt),
  );
}

/** By the clock of the database, which all workers share. */
function inMs(ms: number) {
  return sql<number>`now() + ${ms} * interval '1 millisecond'`;
}
