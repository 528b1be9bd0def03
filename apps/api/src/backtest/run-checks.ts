import { Inject, Injectable } from '@nestjs/common';
import type { BacktestRequest } from '#backtest-engine';
import { BarkeepError, type Fault } from '#domain';
import { compileStrategy, type CompiledStrategy, type CompileOptions, type CompileOutcome } from '#strategy';
import { validateDocument } from '../validation/validate-document.js';
import { faultOfData, faultOfWarmup } from './data-faults.js';
import { RunBacktestDto } from './run-backtest.dto.js';
import { faultsOfRun, toBacktestRequest } from './run-request.js';
import { StoredData } from './stored-data.js';

export interface CheckedRun {
  /** The canonical strategy document. */
  strategy: Readonly<Record<string, unknown>>;
  request: BacktestRequest;
  warnings: Fault[];
}

/** Finds everything that is wrong with a run body before anything is queued. */
@Injectable()
export class RunChecks {
  constructor(@Inject(StoredData) private readonly data: Pick<StoredData, 'describe' | 'knownSymbols'>) {}

  /** @throws BarkeepError STRATEGY_INVALID with all faults: of the body, the strategy, the dates and the data. */
  async check(body: unknown): Promise<CheckedRun> {
    const { document: run, faults: bodyFaults } = validateDocument(RunBacktestDto, body);
    const faults = [...bodyFaults, ...(run ? faultsOfRun(run) : [])];
    const outcome = compileFrom(body);
    if (outcome && !outcome.ok) faults.push(...outcome.errors.map(toRunFault));
    if (!run || !outcome?.ok || faults.length > 0) throw refusal(faults, outcome?.warnings);
    const { strategy, warnings } = outcome;
    const request = toBacktestRequest(run, strategy);
    const dataFaults = await this.checkData(run, strategy, request);
    if (dataFaults.length > 0) throw refusal(dataFaults, warnings);
    return { strategy: strategy.canonical, request, warnings: warnings.map(toRunFault) };
  }

  private async checkData(
    run: RunBacktestDto,
    strategy: CompiledStrategy,
    request: BacktestRequest,
  ): Promise<Fault[]> {
    const warmup = request.execution.warmupBars ?? strategy.warmupBars;
    const benchmark = request.benchmark === null ? [] : [request.benchmark];
    const symbols = [...new Set([...strategy.dataSymbols, ...benchmark])];
    const described = await this.data.describe(symbols, request, warmup + 2);
    const known = described.every((data) => data.known) ? [] : await this.data.knownSymbols();
    const pathOf = (symbol: string): string => {
      if (symbol === request.benchmark && !strategy.dataSymbols.includes(symbol)) return '/benchmark';
      const given = run.symbols?.indexOf(symbol) ?? -1;
      return given < 0 ? '/strategy/symbols' : `/symbols/${given}`;
    };
    const missing = described.map((data) => faultOfData(data, pathOf(data.symbol), request, known));
    const traded = described.filter((data) => strategy.symbols.includes(data.symbol));
    const early = traded.map((data) => faultOfWarmup(data, warmup));
    return [...missing, ...early].filter((fault) => fault !== undefined);
  }
}

/** Compiles what there is of a strategy, also when other members of the body are at fault. */
function compileFrom(body: unknown): CompileOutcome | undefined {
  const { strategy, params, symbols, execution } = (body ?? {}) as Partial<Record<string, unknown>>;
  if (typeof strategy !== 'object' || strategy === null) return undefined;
  const preset = (execution as { preset?: unknown } | null | undefined)?.preset;
  const options: CompileOptions = { warmup: preset === 'backtesting_py' ? 'first_defined' : 'converged' };
  if (typeof params === 'object' && params !== null) options.params = params as Record<string, number>;
  if (Array.isArray(symbols) && symbols.every((symbol) => typeof symbol === 'string'))
    options.symbols = symbols;
  return compileStrategy(strategy, options);
}

/** The compiler's paths are those of the strategy document. */
function toRunFault(fault: Fault): Fault {
  return { ...fault, path: `/strategy${fault.path}` };
}

function refusal(faults: Fault[], warnings: readonly Fault[] = []): BarkeepError {
  const count = faults.length === 1 ? 'a fault' : `${faults.length} faults`;
  return new BarkeepError('STRATEGY_INVALID', `The run has ${count}; nothing was queued.`, {
    faults,
    extra: warnings.length > 0 ? { warnings: warnings.map(toRunFault) } : {},
  });
}
