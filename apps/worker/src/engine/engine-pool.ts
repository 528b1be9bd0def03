import { MessageChannel, type MessagePort } from 'node:worker_threads';
import {
  RunControl,
  toSharedSeries,
  type BacktestRequest,
  type ThreadAnswer,
  type ThreadData,
  type ThreadPartial,
  type ThreadQuestion,
  type ThreadQuestions,
  type ThreadReply,
  type ThreadResult,
  type SearchResult,
  type SearchSpace,
  type SearchWork,
  type ThreadRun,
  type ThreadSearch,
  type ThreadSearchAnswer,
} from '#backtest-engine';
import { BarkeepError, type BarSeries, type TimedAction } from '#domain';
import { inSpan } from '#observability';
import type { KnownRows } from '#strategy';
import { toRunAttributes } from './engine-span.js';
import { CheckpointKeeper, type RunCheckpoints } from './checkpoint-keeper.js';
import { EngineThreads, type EngineThreadsOptions } from './engine-threads.js';
import { SeriesDigests } from './series-digests.js';

const POLL_MS = 100;
export interface EngineRun {
  strategy: object;
  request: BacktestRequest;
  series: readonly BarSeries[];
  known: readonly KnownRows[];
  actions?: readonly TimedAction[];
  finer?: readonly BarSeries[];
  benchmark?: BarSeries;
}

export interface EngineWatch {
  /** Ends the run: by the flag that the engine looks at, after a grace time by ending its thread. */
  signal: AbortSignal;
  /** Whether what an ended run has is wanted; then its thread is given the time to put it together. */
  wantsPart(): boolean;
  /** Before the first bar: which indicator is computed, from 1 on, and how many there are. */
  onIndicator?(indicator: number, indicators: number): void;
  onProgress(barsDone: number, barsTotal: number): void;
  onPartial(partial: ThreadPartial): void;
  /** Where the run is one that others can go on with. */
  checkpoints?: RunCheckpoints;
}

export interface EnginePoolOptions extends EngineThreadsOptions {
  /** How long a thread may take to answer the cancel flag. */
  graceMs: number;
  /** The same where the part of the run is wanted. */
  partGraceMs: number;
}

/** A part of an optimisation. */
export interface EngineSearch extends SearchSpace {
  work: SearchWork;
  series: readonly BarSeries[];
  known: readonly KnownRows[];
  actions?: readonly TimedAction[];
  finer?: readonly BarSeries[];
  benchmark?: BarSeries;
}

/** A kept run that is asked about. */
export interface KeptRun extends EngineRun {
  /** That of the data that the run read. */
  dataDigest: string;
}

type QuestionName = keyof ThreadQuestions;
type Message = ThreadRun | ThreadSearch | ThreadQuestion<ThreadQuestions[QuestionName]['question']>;
type Answer = ThreadAnswer | ThreadSearchAnswer | ThreadReply<ThreadQuestions[QuestionName]['result']>;

/** Threads that simulate, over series on shared memory. A thread that ends unexpectedly costs its own run only. */
export class EnginePool {
  private readonly threads: EngineThreads;
  private readonly digests = new SeriesDigests();

  constructor(private readonly options: EnginePoolOptions) {
    this.threads = new EngineThreads(options);
  }

  /**
   * Simulates in a thread. A cancelled run gives what it had.
   * @throws the signal's reason when the thread had to be ended; BarkeepError with the engine's own codes, or
   * ENGINE_CRASHED.
   */
  async run(run: EngineRun, watch: EngineWatch): Promise<ThreadResult> {
    const control = new RunControl();
    const { port1: listening, port2: partials } = new MessageChannel();
    listening.on('message', (partial: ThreadPartial) => watch.onPartial(partial));
    const poll = setInterval(() => tellProgress(control, watch), POLL_MS);
    const keeper = watch.checkpoints && new CheckpointKeeper(control, watch.checkpoints);
    const guard = new ThreadGuard(watch.signal, control, () => this.graceOf(watch), keeper);
    try {
      const work = async () => this.toResult(await this.send(run, control, partials, guard, keeper));
      return await inSpan({ name: 'engine thread run' }, work, toRunAttributes);
    } finally {
      guard.close();
      clearInterval(poll);
      listening.close();
      await keeper?.close();
    }
  }

  /**
   * Does a part of an optimisation in a thread; a cancelled sweep gives the trials that it had.
   * @throws as `run` does.
   */
  async search(part: EngineSearch, watch: Omit<EngineWatch, 'onPartial'>): Promise<SearchResult> {
    const control = new RunControl();
    const { series, benchmark, finer, ...space } = part;
    const message: ThreadSearch = {
      ...space,
      series: series.map(toSharedSeries),
      benchmark: benchmark && toSharedSeries(benchmark),
      finer: finer?.map(toSharedSeries),
      control: control.memory,
    };
    const poll = setInterval(() => tellProgress(control, watch), POLL_MS);
    const guard = new ThreadGuard(watch.signal, control, () => this.graceOf(watch));
    try {
      const call = () => this.call(message, guard, { name: 'search' });
      return this.toResult((await inSpan({ name: 'engine thread search' }, call)) as ThreadSearchAnswer);
    } finally {
      guard.close();
      clearInterval(poll);
    }
  }

  /**
   * Asks a thread about a kept run; null where the data are others than those of the run.
   * @throws as `run` does.
   */
  async ask<Name extends QuestionName>(
    name: Name,
    { dataDigest, ...run }: KeptRun,
    question: ThreadQuestions[Name]['question'],
    signal: AbortSignal,
  ): Promise<ThreadQuestions[Name]['result'] | null> {
    const guard = new ThreadGuard(signal, new RunControl(), () => 0);
    try {
      const message = { ...toThreadData(run), ...question, dataDigest };
      const call = () => this.call(message, guard, { name });
      return this.toResult(
        (await inSpan({ name: `engine thread ${name}` }, call)) as ThreadReply<
          ThreadQuestions[Name]['result']
        >,
      );
    } finally {
      guard.close();
    }
  }

  async close(): Promise<void> {
    await this.threads.close();
  }

  private graceOf(watch: Pick<EngineWatch, 'wantsPart' | 'checkpoints'>): number {
    return watch.wantsPart() || watch.checkpoints?.isWantedAtEnd()
      ? this.options.partGraceMs
      : this.options.graceMs;
  }

  private async send(
    run: EngineRun,
    control: RunControl,
    partials: ThreadRun['partials'],
    guard: ThreadGuard,
    keeper: CheckpointKeeper | undefined,
  ): Promise<ThreadAnswer> {
    const data = toThreadData(run);
    const { series, benchmark, finer = [], known, actions = [] } = data;
    const digested = [...series, ...(benchmark ? [benchmark] : []), ...finer];
    // Rows of datasets and actions are small and loaded anew for each run; only bars stay.
    const hasBarsOnly = known.length === 0 && actions.length === 0;
    const dataDigest = hasBarsOnly ? this.digests.find(digested) : undefined;
    const { port: checkpoints, found } = keeper ?? {};
    const message: ThreadRun = {
      ...{ ...data, dataDigest, control: control.memory, partials, checkpoints, found },
    };
    const transferList = [partials, checkpoints].filter((port) => port !== undefined);
    const answer = (await this.call(message, guard, { transferList })) as ThreadAnswer;
    if (answer.ok && hasBarsOnly) this.digests.remember(digested, answer.result.dataDigest);
    return answer;
  }

  private async call(
    message: Message,
    guard: ThreadGuard,
    options: { name?: string; transferList?: MessagePort[] },
  ): Promise<Answer> {
    try {
      const megabytes = (): number => guard.control.megabytes;
      return (await this.threads.run(message, { ...options, signal: guard.killSignal }, megabytes)) as Answer;
    } catch (error) {
      if (guard.hasKilled) throw guard.reason;
      const { message: text, stack } = error as Error;
      this.options.onFault(text, stack);
      throw new BarkeepError('ENGINE_CRASHED', `The engine thread ended unexpectedly: ${text}`, {
        cause: error,
      });
    }
  }

  private toResult<Result>(answer: { ok: true; result: Result } | Extract<Answer, { ok: false }>): Result {
    if (answer.ok) return answer.result;
    if (answer.code) throw new BarkeepError(answer.code, answer.message, { faults: answer.faults });
    this.options.onFault(answer.message, answer.stack);
    throw new BarkeepError('ENGINE_CRASHED', 'The engine stopped on a fault of its own');
  }
}

/** A run as it is sent to a thread. */
function toThreadData({
  strategy,
  request,
  series,
  known,
  actions,
  finer,
  benchmark,
}: EngineRun): ThreadData {
  return {
    ...{ strategy, request, known, actions },
    series: series.map(toSharedSeries),
    finer: finer?.map(toSharedSeries),
    benchmark: benchmark && toSharedSeries(benchmark),
  };
}

function tellProgress(control: RunControl, watch: Pick<EngineWatch, 'onProgress' | 'onIndicator'>): void {
  const { barsDone, barsTotal } = control.progress;
  const { indicator, indicators } = control.binding;
  if (barsTotal > 0) watch.onProgress(barsDone, barsTotal);
  else if (indicators > 0) watch.onIndicator?.(indicator, indicators);
}

/** Passes the end of a run on to its thread: first as a wish, then by force. */
class ThreadGuard {
  private readonly killer = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private readonly onAbort = (): void => {
    if (this.keeper?.isWantedAtEnd) this.keeper.wish();
    this.control.cancel();
    this.timer = setTimeout(() => this.killer.abort(), this.graceMs());
  };

  constructor(
    private readonly signal: AbortSignal,
    readonly control: RunControl,
    private readonly graceMs: () => number,
    private readonly keeper?: Pick<CheckpointKeeper, 'isWantedAtEnd' | 'wish'>,
  ) {
    if (signal.aborted) this.onAbort();
    else signal.addEventListener('abort', this.onAbort, { once: true });
  }

  get killSignal(): AbortSignal {
    return this.killer.signal;
  }

  get hasKilled(): boolean {
    return this.killer.signal.aborted;
  }

  get reason(): unknown {
    return this.signal.reason as unknown;
  }

  close(): void {
    clearTimeout(this.timer);
    this.signal.removeEventListener('abort', this.onAbort);
  }
}
