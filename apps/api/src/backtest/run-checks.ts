import { Inject, Injectable } from '@nestjs/common';
import type { BacktestRequest } from '#backtest-engine';
import { BarkeepError, isTimeframe, type Fault } from '#domain';
import type { CompileOutcome } from '#strategy';
import { countFaults } from '../problems/count-faults.js';
import { StrategyLibrary } from '../strategies/strategy-library.service.js';
import { validateDocument } from '../validation/validate-document.js';
import { compileRun, statedSymbols, toRunFault } from './compile-run.js';
import { faultOfData, faultOfWarmup } from './data-faults.js';
import { MAX_VERSION, MAX_WARMUP, RunBacktestDto } from './run-backtest.dto.js';
import { faultsOfAsOf, faultsOfDates } from './date-range.js';
import { DATE_NAMES, faultsOfRun, toBacktestRequest, type RunDraft } from './run-request.js';
import { StoredData } from './stored-data.js';
import type { WantedBars } from './wanted-bars.js';

export interface CheckedRun {
  /** The canonical strategy document. */
  strategy: Readonly<Record<string, unknown>>;
  request: BacktestRequest;
  warnings: Fault[];
}

/** Finds everything that is wrong with a run body before anything is queued. */
@Injectable()
export class RunChecks {
  constructor(
    @Inject(StoredData)
    private readonly data: Pick<StoredData, 'describe' | 'faultsOfBars' | 'faultsOfKnown' | 'knownSymbols'>,
    @Inject(StrategyLibrary) private readonly library: Pick<StrategyLibrary, 'findVersion'>,
  ) {}

  /** @throws BarkeepError STRATEGY_INVALID with all faults: of the body, the strategy, the dates and the data. */
  async check(body: unknown): Promise<CheckedRun> {
    const { document: run, draft: given, faults: bodyFaults } = validateDocument(RunBacktestDto, body);
    if (!given) throw refusal(bodyFaults, []);
    const faults = [...bodyFaults, ...faultsOfRun(given)];
    const draft = await this.withStrategy(given, faults);
    const compiled = compileRun(draft);
    if (compiled && !compiled.ok) faults.push(...compiled.errors.map((fault) => toRunFault(fault, draft)));
    const data = await this.look(draft, compiled);
    faults.push(...data.faults);
    if (faults.length > 0 || !run || !compiled?.ok) throw refusal(faults, warningsOf(draft, compiled));
    const sized = compileRun(draft, data.bars);
    const warnings = warningsOf(draft, sized);
    if (!sized?.ok)
      throw refusal(
        (sized?.errors ?? []).map((fault) => toRunFault(fault, draft)),
        warnings,
      );
    const { strategy } = sized;
    return { strategy: strategy.canonical, request: toBacktestRequest(run, strategy), warnings };
  }

  /** The draft with the strategy that it names by id; notes the fault when there is none. */
  private async withStrategy(draft: RunDraft, faults: Fault[]): Promise<RunDraft> {
    const { strategy, strategy_id: id, strategy_version: version } = draft;
    if (version !== undefined && version !== null && !id) {
      const message = 'strategy_version belongs to a strategy_id';
      faults.push({ path: '/strategy_version', code: 'E_CONFLICT', message });
    }
    if (strategy || typeof id !== 'string' || id === '') return draft;
    const found = await this.library.findVersion(id, isVersion(version) ? version : undefined);
    if (found) return { ...draft, strategy: found.document };
    faults.push(await this.faultOfId(id, version));
    return draft;
  }

  private async faultOfId(id: string, version: unknown): Promise<Fault> {
    if (isVersion(version) && (await this.library.findVersion(id))) {
      return { path: '/strategy_version', code: 'E_DATA', message: 'the strategy has no such version' };
    }
    return { path: '/strategy_id', code: 'E_DATA', message: 'no strategy is stored under this id' };
  }

  /** Looks at the data of whatever symbols are stated, also where other things are wrong. */
  private async look(draft: RunDraft, compiled: CompileOutcome | undefined): Promise<FoundData> {
    const wanted = toWantedBars(draft);
    if (!wanted) return { faults: [], bars: 0 };
    const traded = statedSymbols(draft, compiled);
    const benchmark = typeof draft.benchmark === 'string' ? [[draft.benchmark, '/benchmark'] as const] : [];
    const paths = new Map([...benchmark, ...traded]);
    const warmup = wanted.warmupBars ?? (compiled?.ok ? compiled.strategy.warmupBars : 0);
    const [described, impossible] = await Promise.all([
      this.data.describe([...paths.keys()], wanted, warmup + 2),
      this.data.faultsOfBars(paths, wanted),
    ]);
    const known = described.every((data) => data.known) ? [] : await this.data.knownSymbols();
    const missing = described.map((data) => faultOfData(data, paths.get(data.symbol)!, wanted, known));
    const lastBar = Math.max(...described.map(({ stored }) => stored?.last ?? Infinity));
    const needs = compiled?.ok ? compiled.strategy.known : [];
    const unread = await this.data.faultsOfKnown(needs, wanted, lastBar);
    const own = described.filter((data) => traded.has(data.symbol));
    const early = own.map((data) => faultOfWarmup(data, warmup));
    const bars = own.reduce((sum, { count }) => sum + count, 0) / Math.max(1, own.length);
    return {
      faults: [...missing, ...impossible, ...unread, ...early].filter((fault) => fault !== undefined),
      bars: Math.ceil(bars),
    };
  }
}

interface FoundData {
  faults: Fault[];
  /** Bars of a symbol in the range, on average. */
  bars: number;
}

/** A warm-up that the body states is meant as it is. */
function warningsOf(draft: RunDraft, compiled: CompileOutcome | undefined): Fault[] {
  const isStated = toWantedBars(draft)?.warmupBars !== undefined;
  const warnings = compiled?.warnings.filter(({ code }) => !(isStated && code === 'W_WARMUP_EATS_RANGE'));
  return (warnings ?? []).map((fault) => toRunFault(fault, draft));
}

/** What is none has a fault of its own already. */
const isVersion = (value: unknown) => isWhole(value, 1, MAX_VERSION);
const isWarmup = (value: unknown) => isWhole(value, 0, MAX_WARMUP);

function isWhole(value: unknown, least: number, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}

/** The bars that a body asks for; what can't be read of it does not narrow them. */
function toWantedBars(draft: RunDraft): WantedBars | undefined {
  const { timeframe, execution } = draft;
  if (!isTimeframe(timeframe)) return undefined;
  const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null);
  const startDate = textOrNull(draft.start_date);
  const endDate = textOrNull(draft.end_date);
  const asOf = textOrNull(draft.as_of);
  const areDatesRight = faultsOfDates({ start: startDate, end: endDate }, timeframe, DATE_NAMES).length === 0;
  const { warmup_bars: warmup } = (execution ?? {}) as { warmup_bars?: unknown };
  return {
    timeframe,
    startDate: areDatesRight ? startDate : null,
    endDate: areDatesRight ? endDate : null,
    asOf: faultsOfAsOf(asOf).length === 0 ? asOf : null,
    warmupBars: isWarmup(warmup) ? warmup : undefined,
  };
}

function refusal(faults: Fault[], warnings: readonly Fault[]): BarkeepError {
  return new BarkeepError('STRATEGY_INVALID', `The run has ${countFaults(faults)}; nothing was queued.`, {
    faults,
    extra: warnings.length > 0 ? { warnings } : {},
  });
}
