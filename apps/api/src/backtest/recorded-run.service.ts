import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { computeDataDigest, type BacktestRequest, type ExplainInput } from '#backtest-engine';
import { CorporateActionRepository, type StoredBacktest } from '#database';
import { BarkeepError, type BarSeries } from '#domain';
import { BarQuery, loadFinest, loadTimedActions } from '#market-data';
import { compileStrategy, type CompiledStrategy } from '#strategy';
import { toIso } from '../tasks/instants.js';
import { BacktestResults } from './backtest-results.service.js';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A kept run with what the engine needs to do it again. */
export interface RecordedRun {
  stored: StoredBacktest;
  input: ExplainInput;
}

/** Brings back what a kept run was made of, down to the bars that it read. */
@Injectable()
export class RecordedRuns {
  constructor(
    @Inject(BacktestResults) private readonly results: BacktestResults,
    @Inject(BarQuery) private readonly bars: BarQuery,
    @Inject(CorporateActionRepository) private readonly actions: CorporateActionRepository,
  ) {}

  /**
   * @throws BarkeepError TASK_NOT_FOUND, TASK_NOT_FINISHED, TASK_FAILED; DATA_MISSING when the bars can't be had as
   * the run read them.
   */
  async require(taskId: string): Promise<RecordedRun> {
    const { stored } = await this.results.require(taskId);
    const request = stored.request as BacktestRequest;
    const strategy = compileAgain(stored, request);
    const symbols = [...strategy.dataSymbols, ...(request.benchmark === null ? [] : [request.benchmark])];
    // First as the bars are now, which is cheap and mostly right; then as they were when the run began.
    for (const asOf of request.asOf === null ? [null, toIso(stored.startedAt)] : [request.asOf]) {
      const loaded = await this.load(symbols, { ...request, asOf });
      if (loaded === undefined) continue;
      const { actions, finer } = await this.loadBeside(loaded, strategy, { ...request, asOf });
      if (computeDataDigest([...loaded, ...finer], sha256, [], actions) !== stored.dataDigest) continue;
      const series = loaded.slice(0, strategy.dataSymbols.length);
      const input = { series, actions, finer, strategy, request, benchmark: loaded[series.length] };
      return { stored, input };
    }
    throw new BarkeepError('DATA_MISSING', 'The bars are not what the run read, neither now nor as of then.');
  }

  /** What acts on positions where prices are raw, and what lies inside the bars where the run looked. */
  private async loadBeside(
    loaded: readonly BarSeries[],
    { dataSymbols }: CompiledStrategy,
    { timeframe, startDate: start, endDate: end, adjust, asOf, execution }: BacktestRequest,
  ) {
    const range = { timeframe, start, end, adjust, asOf };
    return {
      actions: adjust === 'raw' ? await loadTimedActions(this.actions, loaded, asOf) : [],
      finer: execution.drillDown ? await loadFinest(this.bars, dataSymbols, range) : [],
    };
  }

  private async load(
    symbols: readonly string[],
    { timeframe, startDate: start, endDate: end, adjust, asOf }: BacktestRequest,
  ): Promise<BarSeries[] | undefined> {
    const wanted = symbols.map((symbol) => ({ symbol, timeframe, start, end, adjust, asOf }));
    const loaded = await Promise.all(wanted.map((one) => this.bars.loadSeries(one)));
    const found = loaded.filter((series) => series !== undefined);
    return found.length === symbols.length ? found : undefined;
  }
}

function compileAgain(
  { strategy }: StoredBacktest,
  { timeframe, execution }: BacktestRequest,
): CompiledStrategy {
  const warmup = execution.preset === 'backtesting_py' ? 'first_defined' : 'converged';
  const compiled = compileStrategy(strategy, { warmup, timeframe });
  if (compiled.ok) return compiled.strategy;
  throw new BarkeepError('STRATEGY_FAILED', 'This version no longer takes the strategy of the run.', {
    faults: compiled.errors,
  });
}
