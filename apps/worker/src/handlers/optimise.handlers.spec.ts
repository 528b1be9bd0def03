import {
  assembleOptimisation,
  DEFAULT_COSTS,
  resolveExecution,
  sweepTrials,
  type OptimisePlan,
  type SearchFindings,
  type SearchResult,
} from '#backtest-engine';
import { BarkeepError, toBarSeries, type ColumnTable } from '#domain';
import type { StoredOptimisation, TrialRange } from '#database';
import type { BestSoFar, JobContext, NewTask, Task, TaskEnding, TaskProgress } from '#jobs';
import { MemoryLedger } from '../testing/memory-ledger.js';
import { NO_DATASETS } from '../testing/no-datasets.js';
import type { EngineSearch, EngineWatch } from '../engine/engine-pool.js';
import { cutIntoRanges } from './optimise-ranges.js';
import { createOptimiseRunHandler } from './optimise-run.handler.js';
import { createOptimiseTrialsHandler } from './optimise-trials.handler.js';

const BARS = 120;
const plan: OptimisePlan = {
  method: 'grid',
  objective: 'return_pct',
  axes: [
    { name: 'fast', values: [2, 3, 4] },
    { name: 'slow', values: [5, 6] },
  ],
  constraints: [],
  maxTrials: 100,
  seed: 0,
};
const payload = {
  strategy: {
    version: 1,
    name: 's',
    symbols: ['A'],
    params: { fast: 2, slow: 5 },
    rules: {
      long: { enter: 'sma(close, fast) > sma(close, slow)', exit: 'sma(close, fast) < sma(close, slow)' },
    },
  },
  request: {
    ...{
      symbols: ['A'],
      timeframe: '1d',
      startDate: null,
      endDate: null,
      initialCapital: 10_000,
      params: {},
    },
    ...{ costs: DEFAULT_COSTS, execution: resolveExecution('default'), benchmark: null, adjust: 'raw' },
    ...{ asOf: null, seed: 0, tags: [] },
  },
  plan: plan as unknown as Record<string, unknown>,
  fixed: {},
  trials: 6,
};

const series = toBarSeries(
  { symbol: 'A', timeframe: '1d', calendar: 'always', timeZone: 'UTC' },
  Array.from({ length: BARS }, (_, row) => {
    const close = 100 + 10 * Math.sin(row / 5) + row / 10;
    return { openTime: row * 86_400_000, open: close, high: close + 1, low: close - 1, close, volume: 1 };
  }),
  (openTime) => openTime + 86_400_000,
);
const data = { ...NO_DATASETS, bars: { loadSeries: async () => series } };

const parent = {
  ...{ id: 'run', status: 'running', cancelRequested: false, submitter: 'owner', payload },
} as unknown as Task;

/** The ranges in memory, with the rules of the database. */
class MemoryRanges {
  rows: (TrialRange & { owner?: string; trials?: ColumnTable; best?: BestSoFar | null })[] = [];

  /** `size` trials to a range, whatever is asked for. */
  constructor(private readonly size = Infinity) {}

  async plan(_runId: string, [{ from }, ...others]: readonly TrialRange[]): Promise<void> {
    const end = others.at(-1)?.to ?? 6;
    if (this.rows.length > 0) return;
    for (let first = from; first < end; first += this.size) {
      this.rows.push({ chunk: this.rows.length, from: first, to: Math.min(end, first + this.size) });
    }
  }

  async claim(
    _runId: string,
    owner: string,
    _leaseMs: number,
    chunk?: number,
  ): Promise<TrialRange | undefined> {
    const isFree = (row: (typeof this.rows)[number]) =>
      !row.trials && (!row.owner || row.owner === owner) && (chunk === undefined || chunk === row.chunk);
    const row = this.rows.findLast(isFree);
    if (row) row.owner = owner;
    return row;
  }

  async renew(): Promise<boolean> {
    return true;
  }

  async release(_runId: string, chunk: number): Promise<void> {
    this.rows[chunk].owner = undefined;
  }

  async finish(_runId: string, chunk: number, trials: ColumnTable, best: BestSoFar | null): Promise<void> {
    this.rows[chunk] = { ...this.rows[chunk], trials, best };
  }

  async progress() {
    const done = this.rows.filter((row) => row.trials);
    return {
      open: this.rows.length - done.length,
      trialsDone: done.reduce((sum, row) => sum + row.trials!.length, 0),
      bests: done.flatMap((row) => (row.best ? [row.best] : [])),
    };
  }

  async load(): Promise<ColumnTable[]> {
    return this.rows.flatMap((row) => (row.trials ? [row.trials] : []));
  }
}

/** What an engine thread does, without one. */
async function search(
  { work, ...space }: EngineSearch,
  { signal, onProgress }: Omit<EngineWatch, 'onPartial'>,
): Promise<SearchResult> {
  await Promise.resolve();
  if (work.kind === 'sweep') {
    return {
      kind: 'sweep',
      trials: sweepTrials(space, work, { isCancelled: () => signal.aborted, onProgress }),
    };
  }
  const outcome = assembleOptimisation(space, work.ranges, work.spread);
  return { kind: 'assemble', assembled: { outcome, strategyHash: 'h', engineVersion: '1', dataDigest: 'd' } };
}

function createStand(ranges = new MemoryRanges(), ledger = new MemoryLedger()) {
  const controller = new AbortController();
  const saved: { stored: StoredOptimisation; ending: TaskEnding; fence: number }[] = [];
  const queued: NewTask[] = [];
  const cancelled: string[] = [];
  const reported: TaskProgress[] = [];
  const engine = { search };
  let accepts = true;
  const handler = createOptimiseRunHandler({
    ...{ data, engine, ledger, ranges },
    results: {
      save: async (_taskId, fence, stored, ending) => {
        saved.push({ stored, ending, fence });
        return accepts;
      },
    },
    history: { find: async (id) => ({ ...parent, id }) },
    producer: { enqueue: async (task) => queued.push(task) > 0 },
    cancellation: {
      cancel: async (taskId) => {
        cancelled.push(taskId);
        return { taskId, status: 'cancelled' };
      },
    },
  });
  const context = {
    ...{ taskId: 'run', job: 'optimise_run', attempt: 1, fence: 3, payload, keepPartial: false },
    ...{ signal: controller.signal, report: (progress: TaskProgress) => reported.push(progress) },
  } as unknown as JobContext<'optimise_run'>;
  const cancel = () => controller.abort(new BarkeepError('TASK_CANCELLED', 'The task was cancelled'));
  const refuse = () => (accepts = false);
  return { handler, context, saved, queued, cancelled, reported, engine, ranges, cancel, refuse };
}

describe('cutting an optimisation', () => {
  test('makes no job for what takes no time, and never more than 256', () => {
    expect(cutIntoRanges(174, 2_148)).toEqual([{ chunk: 0, from: 0, to: 174 }]);
    const many = cutIntoRanges(20_000, 1_000_000);
    expect(many).toHaveLength(256);
    expect(many[0].from).toBe(0);
    expect(many.at(-1)!.to).toBe(20_000);
    expect(many.every((range, k) => range.to === (many[k + 1]?.from ?? 20_000))).toBe(true);
    expect(cutIntoRanges(3, 1e9)).toHaveLength(3);
  });

  test('begins with a short range, whose best is soon told', () => {
    const [head, ...rest] = cutIntoRanges(20_000, 1_000_000).map(({ from, to }) => to - from);
    expect(head).toBe(8);
    expect(Math.max(...rest) - Math.min(...rest)).toBeLessThanOrEqual(1);
  });
});

describe('the handler of optimise_run', () => {
  test('tries all, judges, and hands on the ending that it wrote with the result', async () => {
    const { handler, context, saved, queued, reported } = createStand();
    const result = await handler(context);
    expect(queued).toEqual([]);
    const [{ stored, ending, fence }] = saved;
    expect(fence).toBe(3);
    expect(stored).toMatchObject({
      trialsDone: 6,
      trialsPlanned: 6,
      partial: false,
      objective: 'return_pct',
    });
    const objectives = stored.trials.columns.objective as Float64Array;
    expect(stored.bestObjective).toBe(Math.max(...objectives));
    expect(ending).toMatchObject({
      status: 'completed',
      summary: { best: { objective: stored.bestObjective } },
    });
    expect(result.written).toBe(ending);
    expect(reported.at(-1)).toMatchObject({
      message: 'Judging what was found',
      best: { objective: stored.bestObjective },
      barsTotal: 6 * BARS,
    });
  });

  test('comes to the same end range by range, alone', async () => {
    const [whole, pieces] = [createStand(), createStand(new MemoryRanges(1))];
    await whole.handler(whole.context);
    await pieces.handler(pieces.context);
    expect(pieces.saved[0].stored.findings).toEqual(whole.saved[0].stored.findings);
    expect(pieces.saved[0].stored.trials).toEqual(whole.saved[0].stored.trials);
  });

  test('counts what was tried of the shape before, but nothing twice', async () => {
    const ledger = new MemoryLedger();
    const evidence = async () => {
      const { handler, context, saved } = createStand(new MemoryRanges(), ledger);
      await handler(context);
      return (saved[0].stored.findings as SearchFindings).evidence;
    };
    const first = await evidence();
    expect(first.trialsOfShape).toBe(first.trials);
    const [shape, trials] = [...ledger.shapes][0];
    await ledger.record(
      shape,
      [...trials.values()].map((trial) => ({ ...trial, trialKey: `${trial.trialKey}'` })),
    );
    const second = await evidence();
    expect(second).toMatchObject({ trials: first.trials, trialsOfShape: 2 * first.trials });
    expect(second.deflated!).toBeLessThan(first.deflated!);
  });

  test('waits for ranges that others have, and takes over those that they give up', async () => {
    const stand = createStand(new MemoryRanges(2));
    await stand.ranges.plan('run', [
      { chunk: 0, from: 0, to: 6 },
      { chunk: 1, from: 6, to: 6 },
    ]);
    await stand.ranges.claim('run', 'other', 0, 0);
    const running = stand.handler(stand.context);
    setTimeout(() => void stand.ranges.release('run', 0), 50);
    await running;
    expect(stand.saved[0].stored.trialsDone).toBe(6);
  });

  test('keeps what was done when it is cancelled', async () => {
    const stand = createStand(new MemoryRanges(2));
    let searches = 0;
    stand.engine.search = async (part, watch) => {
      searches += 1;
      const onProgress = (done: number) => searches === 2 && done === 1 && stand.cancel();
      return search(part, { ...watch, onProgress });
    };
    await stand.handler(stand.context);
    expect(stand.saved[0]).toMatchObject({
      stored: { trialsDone: 3, partial: true },
      ending: { status: 'cancelled', outcome: 'partial', error: { code: 'TASK_CANCELLED' } },
    });
  });

  test('ends without a result when it is cancelled before its first trial', async () => {
    const stand = createStand();
    stand.engine.search = async (part, watch) => {
      stand.cancel();
      return search(part, watch);
    };
    await expect(stand.handler(stand.context)).rejects.toMatchObject({ code: 'TASK_CANCELLED' });
    expect(stand.saved).toEqual([]);
  });

  test('queues a task for each further range, and ends them when it fails for good', async () => {
    const stand = createStand();
    const long = { ...payload, trials: 400_000 };
    stand.engine.search = async () => {
      throw new BarkeepError('STRATEGY_FAILED', 'no');
    };
    await expect(stand.handler({ ...stand.context, payload: long })).rejects.toMatchObject({
      code: 'STRATEGY_FAILED',
    });
    expect(stand.queued).toHaveLength(2);
    expect(stand.queued[0]).toMatchObject({
      id: 'run.0',
      job: 'optimise_trials',
      payload: { run_id: 'run', chunk: 0 },
      submitter: 'owner',
    });
    expect(stand.cancelled.sort()).toEqual(['run.0', 'run.1']);
  });

  test('writes nothing more once a newer run has the task', async () => {
    const stand = createStand();
    stand.refuse();
    await expect(stand.handler(stand.context)).rejects.toMatchObject({ code: 'RUN_FENCED' });
  });
});

describe('the handler of optimise_trials', () => {
  function createChild(run: Task | undefined, ranges: MemoryRanges) {
    const handler = createOptimiseTrialsHandler({ find: async () => run }, data, { search }, ranges);
    const context = {
      ...{ taskId: 'run.1', job: 'optimise_trials', payload: { run_id: 'run', chunk: 1 } },
      ...{ signal: new AbortController().signal, report: () => undefined },
    } as unknown as JobContext<'optimise_trials'>;
    return () => handler(context);
  }

  async function planned(): Promise<MemoryRanges> {
    const ranges = new MemoryRanges(2);
    await ranges.plan('run', [
      { chunk: 0, from: 0, to: 6 },
      { chunk: 1, from: 6, to: 6 },
    ]);
    return ranges;
  }

  test('runs its range and stores it with its best', async () => {
    const ranges = await planned();
    expect(await createChild(parent, ranges)()).toMatchObject({
      outcome: 'ok',
      summary: { chunk: 1, trials: 2 },
    });
    expect(ranges.rows.map((row) => row.trials?.length)).toEqual([undefined, 2, undefined]);
    expect(ranges.rows[1].best).toMatchObject({ params: { fast: expect.any(Number) as number } });
  });

  const endings: [string, Task | undefined][] = [
    ['has ended', { ...parent, status: 'completed' }],
    ['is cancelled', { ...parent, cancelRequested: true }],
    ['is gone', undefined],
  ];
  test.each(endings)('does nothing when the optimisation %s', async (_how, run) => {
    expect(await createChild(run, await planned())()).toMatchObject({ outcome: 'skipped' });
  });

  test('does nothing when another worker has the range', async () => {
    const ranges = await planned();
    await ranges.claim('run', 'run', 0, 1);
    expect(await createChild(parent, ranges)()).toMatchObject({ outcome: 'skipped' });
  });
});
