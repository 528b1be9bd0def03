import 'reflect-metadata';
import { runBacktest } from '#backtest-engine';
import { BarkeepError, isTimeframe, type BarSeries, toPlainTable } from '#domain';
import { compileStrategy, type CompiledStrategy, type CompileOptions } from '#strategy';
import { RunChecks, type CheckedRun } from '../../apps/api/src/backtest/run-checks.js';
import { toTradeRows } from '../../apps/api/src/backtest/result-view.js';
import { toMetrics } from '../../apps/api/src/tasks/metrics.js';
import { toBacktestReport } from './backtest-report.js';
import { CliError, UsageError } from './cli-error.js';
import { toRefusalLines } from './refusal-lines.js';
import { cutToRange, faultsOfLocal, LocalData } from './local-data.js';
import { readDemoSeries, readLocalBars } from './local-bars.js';
import type { RunBody } from './run-file.js';
import type { Terminal } from './terminal.js';

/** Without stores there are no stored strategies. */
const NO_LIBRARY = { findVersion: () => Promise.resolve(undefined) };

/** Runs the body in this process, on the bars of a file or the demo prices; the checks are those of the service. */
export async function runLocally(
  body: RunBody,
  dataFile: string | undefined,
  terminal: Terminal,
): Promise<void> {
  const options: CompileOptions = {
    params: body.params as CompileOptions['params'],
    symbols: body.symbols as CompileOptions['symbols'],
    warmup:
      (body.execution as { preset?: string } | undefined)?.preset === 'backtesting_py'
        ? 'first_defined'
        : 'converged',
    ...(isTimeframe(body.timeframe) && { timeframe: body.timeframe }),
  };
  const compiled = compileStrategy(body.strategy, options);
  const series = compiled.ok ? await loadSeries(compiled.strategy, body, dataFile) : [];
  const { request, warnings } = await checkRun(body, series);
  if (!compiled.ok) throw new CliError('the strategy has faults');
  const startedAt = performance.now();
  const bySymbol = new Map(series.map((one) => [one.symbol, cutToRange(one, request)]));
  const outcome = runBacktest({
    series: compiled.strategy.dataSymbols.map((symbol) => bySymbol.get(symbol)!),
    strategy: compiled.strategy,
    request,
    benchmark: request.benchmark === null ? undefined : bySymbol.get(request.benchmark),
  });
  const durationMs = performance.now() - startedAt;
  const result = {
    status: 'completed',
    duration_ms: durationMs,
    bars_total: outcome.barsTotal,
    warmup_bars: outcome.warmupBars,
    metrics: toMetrics(outcome.metrics),
    trades_count: outcome.trades.length,
    trades: toTradeRows(toPlainTable(outcome.trades)),
    warnings: [...warnings, ...outcome.warnings],
  };
  terminal.show(result, () =>
    toBacktestReport({
      title: `${compiled.strategy.name} (${outcome.barsTotal} bars in ${durationMs.toFixed(0)} ms)`,
      metrics: result.metrics,
      equity: outcome.equity.columns.equity as Float64Array,
      warnings: result.warnings,
    }),
  );
}

/** @throws CliError with every fault of the body, the strategy and the data. */
async function checkRun(body: RunBody, series: readonly BarSeries[]): Promise<CheckedRun> {
  try {
    const checked = await new RunChecks(new LocalData(series), NO_LIBRARY).check(body);
    const faults = faultsOfLocal(checked.request);
    if (faults.length === 0) return checked;
    throw new BarkeepError('STRATEGY_INVALID', 'The run needs a server.', { faults });
  } catch (error) {
    if (!(error instanceof BarkeepError)) throw error;
    throw new CliError(toRefusalLines('The run can not be done:', error.faults), undefined, {
      code: error.code,
      errors: error.faults,
    });
  }
}

async function loadSeries(
  strategy: CompiledStrategy,
  body: RunBody,
  dataFile: string | undefined,
): Promise<BarSeries[]> {
  const timeframe = body.timeframe;
  if (!isTimeframe(timeframe)) return [];
  const benchmark = typeof body.benchmark === 'string' ? [body.benchmark] : [];
  const symbols = [...new Set([...strategy.dataSymbols, ...benchmark])];
  if (dataFile === undefined) {
    const demo = await Promise.all(symbols.map((symbol) => readDemoSeries(symbol, timeframe)));
    return demo.filter((series) => series !== undefined);
  }
  if (symbols.length > 1)
    throw new UsageError(`--data: one file holds one symbol, the run wants ${symbols.join(', ')}`);
  return [await readLocalBars(dataFile, symbols[0], timeframe)];
}
