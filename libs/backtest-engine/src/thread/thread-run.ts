import type { MessagePort } from 'node:worker_threads';
import type { BarSeries, BarSeriesHead, ErrorCode, Fault, TimedAction } from '#domain';
import type { KnownRows } from '#strategy';
import type { BacktestRequest } from '../backtest-request.js';
import type { CheckedOutcome } from '../run-checked-backtest.js';

/** A series on its way into a thread: its columns lie in the shared memory and are not copied. */
export interface SharedSeries extends BarSeriesHead {
  readonly length: number;
  readonly buffer: SharedArrayBuffer;
}

/** A run on its way into a thread. */
export interface ThreadData {
  /** The canonical document, the run's symbols and parameters in it. */
  strategy: object;
  request: BacktestRequest;
  /** In the order of the strategy's `dataSymbols`. */
  series: readonly SharedSeries[];
  benchmark?: SharedSeries;
  /** What the strategy reads of datasets. */
  known: readonly KnownRows[];
  /** Splits and dividends that act on positions. */
  actions?: readonly TimedAction[];
  /** Finer bars, to look into those of the run. */
  finer?: readonly SharedSeries[];
}

/** What a thread is asked to do. */
export interface ThreadRun extends ThreadData {
  /** The digest of the data, where an earlier run over the same memory computed it. */
  dataDigest?: string;
  /** Memory of a `RunControl`. */
  control: SharedArrayBuffer;
  /** Where `ThreadPartial`s are posted; none when nobody looks. */
  partials?: MessagePort;
  /** Where `ThreadCheckpoint`s are posted when one is wished for; none when nobody keeps them. */
  checkpoints?: MessagePort;
  /** What was kept of an earlier run of the same task, in order; of no use where the input has changed since. */
  found?: readonly Uint8Array[];
}

/** What a run has come to since the checkpoint before. To go on from one, it takes all that lead to it. */
export interface ThreadCheckpoint {
  /** From 0 on; what is kept under this number or a higher one is of no use any more. */
  number: number;
  bytes: Uint8Array;
}

/** What is new in a live run: points that keep the curve's shape, and closed trades in the wire's shape. */
export interface ThreadPartial {
  equity: { time: number[]; equity: number[] };
  trades: object[];
}

/** What a run gives, with all that its record needs. */
export interface ThreadResult {
  outcome: CheckedOutcome;
  /** The canonical strategy document. */
  strategy: object;
  strategyHash: string;
  engineVersion: string;
  dataDigest: string;
  resultDigest: string;
  /** Of the compiler, then of the run. */
  warnings: Fault[];
  /** Milliseconds of simulation and measurement. */
  elapsedMs: number;
}

/** `code` is null for an error that nobody foresaw; then `message` and `stack` are for the log only. */
export interface ThreadFailure {
  ok: false;
  code: ErrorCode | null;
  message: string;
  faults: readonly Fault[];
  stack?: string;
}

/** How a thread answers; errors lose their class on the way between threads, so they travel as data. */
export type ThreadAnswer = { ok: true; result: ThreadResult } | ThreadFailure;

/** The series as it is sent to a thread. */
export function toSharedSeries(series: BarSeries): SharedSeries {
  const { symbol, timeframe, calendar, timeZone, length, buffer } = series;
  if (!(buffer instanceof SharedArrayBuffer))
    throw new TypeError(`the bars of ${symbol} are not on shared memory`);
  return { symbol, timeframe, calendar, timeZone, length, buffer };
}
