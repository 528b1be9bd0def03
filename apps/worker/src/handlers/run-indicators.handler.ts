import type { IndicatorLine } from '#backtest-engine';
import type { BacktestResultRepository } from '#database';
import { finiteOrNull } from '#domain';
import type { Handler, PayloadOf } from '#jobs';
import { toOpenTimeRange } from '#market-data';
import type { EnginePool, KeptRun } from '../engine/engine-pool.js';
import { askKeptRun, findSeries } from './ask-kept-run.js';
import type { RunData } from './load-run-series.js';
import { COMPUTING, LOADING } from './run-progress.js';

/** Of a value that is drawn; more would only make the answer longer. */
const DIGITS = 8;

/** Gives the columns of a kept run from the data that the run read. They are few and travel with the task. */
export function createRunIndicatorsHandler(
  data: RunData,
  engine: Pick<EnginePool, 'ask'>,
  results: Pick<BacktestResultRepository, 'find'>,
): Handler<'run_indicators'> {
  return async (context) => {
    const { payload, signal } = context;
    context.report(LOADING);
    const summary = await askKeptRun(data, results, payload.run_id, async (run) => {
      context.report({ ...COMPUTING, message: 'Computing the indicators' });
      const window = toWindow(payload, run);
      const lines = await engine.ask('indicators', run, window, signal);
      return lines && { symbol: window.symbol, lines: lines.map(toWire) };
    });
    return { outcome: 'ok', summary };
  };
}

function toWindow(
  { symbol, from, to, points }: PayloadOf<'run_indicators'>,
  { series, request: { timeframe } }: KeptRun,
): { symbol: string; from: number; to: number; points: number } {
  const found = findSeries(series, symbol);
  const { start = -Infinity, end = Infinity } = toOpenTimeRange(
    { start: from, end: to },
    timeframe,
    found.timeZone,
  );
  return { symbol: found.symbol, from: start, to: end - 1, points };
}

function toWire({ name, isOverlay, time, value }: IndicatorLine): object {
  return {
    ...{ name, overlay: isOverlay },
    time: time.map((instant) => new Date(instant).toISOString()),
    value: value.map((number) => finiteOrNull(Number(number.toPrecision(DIGITS)))),
  };
}
