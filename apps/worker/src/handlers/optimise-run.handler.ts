import type { AssembledSearch, SearchSpace, TrialSpread } from '#backtest-engine';
import { objectiveSign } from '#backtest-engine';
import { BarkeepError, type ColumnTable } from '#domain';
import type { OptimisationRepository, OptimiseRangeRepository, TrialLedgerRepository } from '#database';
import type { BestSoFar, Handler, HandlerResult, JobContext } from '#jobs';
import type { EnginePool } from '../engine/engine-pool.js';
import { loadRunSeries, type RunData, type RunSeries } from './load-run-series.js';
import { OptimiseChildren, type ChildPorts } from './optimise-children.js';
import { cutIntoRanges } from './optimise-ranges.js';
import { toOptimiseEnding, toStoredOptimisation } from './optimise-record.js';
import { toSearchSpace } from './optimise-trials.handler.js';
import { toSearchTrials } from './record-trials.js';
import { COMPUTING, LOADING, toTrying } from './run-progress.js';
import { isCancelled, LEASE_MS, sweepRange } from './sweep-range.js';

const POLL_MS = 500;
/** A cancelled optimisation puts together what it has within this time; then its thread is ended. */
const PART_MS = 6_000;

export interface OptimiseRunPorts extends ChildPorts {
  data: RunData;
  engine: Pick<EnginePool, 'search'>;
  ranges: Pick<
    OptimiseRangeRepository,
    'plan' | 'claim' | 'renew' | 'release' | 'finish' | 'progress' | 'load'
  >;
  results: Pick<OptimisationRepository, 'save'>;
  ledger: Pick<TrialLedgerRepository, 'count' | 'record'>;
}

/**
 * Cuts a search into ranges and queues a task for each but its own; then works through ranges that nobody has claimed,
 * so that it comes to its end whether or not there are other workers, and puts all of them together.
 */
export function createOptimiseRunHandler(ports: OptimiseRunPorts): Handler<'optimise_run'> {
  return async (context) => {
    const startedAt = Date.now();
    const space = toSearchSpace(context.payload);
    context.report(LOADING);
    const data = await loadRunSeries(ports.data, space.strategy, space.request);
    context.signal.throwIfAborted();
    const run = new OptimiseRun(ports, context, space, data);
    const tables = await run.sweep();
    const assembled = await run.assemble(tables, await countTrials(ports.ledger, space, tables));
    const times = { startedAt, finishedAt: Date.now() };
    return save(ports, context, toStoredOptimisation(space, assembled, context.payload.trials, times));
  };
}

/** One optimisation on the worker that leads it. */
class OptimiseRun {
  private readonly barsPerTrial: number;
  private readonly children: OptimiseChildren;
  private readonly startedAt = performance.now();
  /** Trials of the range that this worker has in hand. */
  private ownDone = 0;
  private othersDone = 0;
  private best: BestSoFar | undefined;

  constructor(
    private readonly ports: OptimiseRunPorts,
    private readonly context: JobContext<'optimise_run'>,
    private readonly space: SearchSpace,
    private readonly data: RunSeries,
  ) {
    this.barsPerTrial = data.series.reduce((most, { length }) => Math.max(most, length), 0);
    this.children = new OptimiseChildren(ports, context.taskId, this.cut().length - 1);
  }

  /** The trials of all ranges; of a cancelled optimisation those that were done. */
  async sweep(): Promise<ColumnTable[]> {
    const { context, ports } = this;
    const { taskId: runId, signal } = context;
    context.report(COMPUTING);
    await ports.ranges.plan(runId, this.cut());
    const parts: ColumnTable[] = [];
    const pulse = setInterval(() => void this.look().catch(() => undefined), POLL_MS);
    try {
      await this.children.enqueue(Date.now());
      await this.workThrough((trials) => parts.push(trials));
    } catch (error) {
      await this.endChildren(error);
      if (!isCancelled(signal)) throw error;
    } finally {
      clearInterval(pulse);
    }
    const tables = [...(await ports.ranges.load(runId)), ...parts].filter(({ length }) => length > 0);
    if (tables.length === 0) throw signal.reason;
    return tables;
  }

  async assemble(ranges: ColumnTable[], spread: TrialSpread): Promise<AssembledSearch> {
    const { signal } = this.context;
    const { done, total } = this.trials;
    const progress = toTrying(
      { done, total, barsPerTrial: this.barsPerTrial, best: this.best },
      this.elapsedMs,
    );
    this.context.report({ ...progress, message: 'Judging what was found', stage: 'measuring' });
    const result = await this.ports.engine.search(
      { ...this.space, ...this.data, work: { kind: 'assemble', ranges, spread } },
      {
        signal: isCancelled(signal) ? AbortSignal.timeout(PART_MS) : signal,
        wantsPart: () => false,
        onProgress: () => undefined,
      },
    );
    if (result.kind !== 'assemble') throw new TypeError('the engine answered another question');
    if (!isCancelled(signal)) signal.throwIfAborted();
    return result.assembled;
  }

  private cut() {
    return cutIntoRanges(this.context.payload.trials, this.barsPerTrial * this.data.series.length);
  }

  /** Takes range after range, and waits while others have the last ones. */
  private async workThrough(onPart: (trials: ColumnTable) => void): Promise<void> {
    const { ports, context, space, data } = this;
    const { taskId: runId, signal } = context;
    for (;;) {
      signal.throwIfAborted();
      const range = await ports.ranges.claim(runId, runId, LEASE_MS);
      if (range) {
        const onProgress = (done: number): void => void (this.ownDone = done);
        const { ranges, engine } = ports;
        await sweepRange(
          { ranges, engine, runId, owner: runId, space, data, signal, onProgress },
          range,
          onPart,
        );
        this.ownDone = 0;
        await this.look();
      } else if ((await ports.ranges.progress(runId)).open === 0) {
        return;
      } else {
        await pause(POLL_MS, signal);
      }
    }
  }

  /** Reports how far all workers are and what the best is. */
  private async look(): Promise<void> {
    const { trialsDone, bests } = await this.ports.ranges.progress(this.context.taskId);
    const sign = objectiveSign(this.space.plan.objective);
    for (const one of bests) {
      if (this.best === undefined || sign * one.objective > sign * this.best.objective) this.best = one;
    }
    this.othersDone = trialsDone;
    const { done, total } = this.trials;
    const tried = { done, total, barsPerTrial: this.barsPerTrial, best: this.best };
    if (!this.context.signal.aborted) this.context.report(toTrying(tried, this.elapsedMs));
  }

  private get trials(): { done: number; total: number } {
    const { trials: total } = this.context.payload;
    return { done: Math.min(total, Math.max(this.othersDone, this.ownDone)), total };
  }

  private get elapsedMs(): number {
    return performance.now() - this.startedAt;
  }

  /** The others go on where this task goes on elsewhere or is tried again; else they are ended. */
  private async endChildren(error: unknown): Promise<void> {
    const { signal } = this.context;
    const cause: unknown = signal.aborted ? signal.reason : error;
    const isOver =
      cause instanceof BarkeepError && cause.code !== 'RUN_FENCED' && cause.kind !== 'unavailable';
    if (isOver) await this.children.cancel().catch(() => undefined);
  }
}

/** Puts the trials on record, and gives all of the shape that were tried on overlapping bars. */
async function countTrials(
  ledger: OptimiseRunPorts['ledger'],
  space: SearchSpace,
  tables: readonly ColumnTable[],
): Promise<TrialSpread> {
  const { shapeHash, trials } = toSearchTrials(space, tables);
  await ledger.record(shapeHash, trials);
  const bars = trials.flatMap(({ firstBar, lastBar }) => [firstBar, lastBar]);
  const [firstBar, lastBar] = bars.reduce(
    ([first, last], bar) => [Math.min(first, bar), Math.max(last, bar)],
    [Infinity, 0],
  );
  return trials.length === 0 ? { count: 0, variance: 0 } : ledger.count(shapeHash, { firstBar, lastBar });
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
  });
}

async function save(
  { results }: OptimiseRunPorts,
  context: JobContext<'optimise_run'>,
  stored: ReturnType<typeof toStoredOptimisation>,
): Promise<HandlerResult> {
  const written = toOptimiseEnding(stored);
  if (!(await results.save(context.taskId, context.fence, stored, written))) {
    throw new BarkeepError('RUN_FENCED', 'A newer run of the task has taken over');
  }
  return { outcome: written.outcome ?? 'ok', summary: written.summary ?? {}, written };
}
