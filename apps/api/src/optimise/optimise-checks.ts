import { Inject, Injectable } from '@nestjs/common';
import type { BacktestRequest, OptimisePlan, WalkForwardOptions } from '#backtest-engine';
import { BarkeepError, type Fault } from '#domain';
import { compileStrategy } from '#strategy';
import { RunChecks, type CheckedRun } from '../backtest/run-checks.js';
import { StoredData } from '../backtest/stored-data.js';
import { countFaults } from '../problems/count-faults.js';
import { validateDocument } from '../validation/validate-document.js';
import { checkPlan, faultsOfBars } from './plan-faults.js';
import { readAxes, type ReadAxes } from './read-axes.js';
import {
  DEFAULT_TRIALS,
  RunOptimisationDto,
  SEARCH_MEMBERS,
  type WalkForwardDto,
} from './run-optimisation.dto.js';

export interface CheckedSearch extends CheckedRun {
  plan: OptimisePlan;
  fixed: Record<string, number>;
  /** In all, those of every fold. */
  trials: number;
}

type Draft = { readonly [Member in keyof RunOptimisationDto]?: unknown };

/** Finds everything that is wrong with the body of an optimisation before anything is queued. */
@Injectable()
export class OptimiseChecks {
  constructor(
    @Inject(RunChecks) private readonly runs: Pick<RunChecks, 'check'>,
    @Inject(StoredData) private readonly data: Pick<StoredData, 'describe'>,
  ) {}

  /** @throws BarkeepError STRATEGY_INVALID with all faults: of the run, the ranges, the constraints and the size. */
  async check(body: unknown): Promise<CheckedSearch> {
    const { document, draft, faults } = validateDocument(RunOptimisationDto, body);
    if (!draft) throw refusal(faults, []);
    const ranges = readAxes(draft.params);
    faults.push(...ranges.faults, ...faultsOfMethod(draft));
    const run = await this.checkRun(body as Record<string, unknown>, ranges.fixed);
    if (!('request' in run)) faults.push(...run.faults);
    faults.push(...faultsOfParams(draft, run, ranges));
    const plan = document && ranges.faults.length === 0 ? toPlan(document, ranges) : undefined;
    const sized = plan && checkPlan(plan, ranges.fixed);
    faults.push(...(sized?.faults ?? []));
    if (faults.length > 0 || !plan || !sized || !('request' in run)) throw refusal(faults, run.warnings);
    const bars = await this.countBars(run.request);
    const late = faultsOfBars(plan, sized.trials, bars);
    if (late.length > 0) throw refusal(late, run.warnings);
    const trials = sized.trials * (plan.walkForward?.folds ?? 1);
    return { ...run, plan, fixed: ranges.fixed, trials };
  }

  /** The body without its search, as a run of its own. */
  private async checkRun(
    body: Readonly<Record<string, unknown>>,
    fixed: Readonly<Record<string, number>>,
  ): Promise<CheckedRun | { faults: readonly Fault[]; warnings: Fault[] }> {
    const members = Object.entries(body).filter(
      ([name]) => !(SEARCH_MEMBERS as readonly string[]).includes(name),
    );
    try {
      return await this.runs.check({ ...Object.fromEntries(members), params: fixed });
    } catch (error) {
      if (!(error instanceof BarkeepError) || error.code !== 'STRATEGY_INVALID') throw error;
      return { faults: error.faults, warnings: (error.extra.warnings as Fault[] | undefined) ?? [] };
    }
  }

  private async countBars(request: BacktestRequest): Promise<number[]> {
    const described = await this.data.describe(request.symbols, request, 1);
    return described.map(({ count }) => count);
  }
}

/** The strategy is compiled with the least and the largest value of each range: names, limits, whole numbers. */
function faultsOfParams(draft: Draft, run: object, { axes, fixed }: ReadAxes): Fault[] {
  const strategy = 'strategy' in run ? run.strategy : draft.strategy;
  if (strategy === undefined || axes.length === 0) return [];
  const ends = [Math.min, Math.max].map((end) =>
    axes.map(({ name, values }) => [name, end(...values)] as const),
  );
  return ends.flatMap((params) => {
    const outcome = compileStrategy(strategy, { params: { ...fixed, ...Object.fromEntries(params) } });
    if (outcome.ok) return [];
    return outcome.errors.map((fault) =>
      fault.path.startsWith('/params/') ? fault : { ...fault, path: `/strategy${fault.path}` },
    );
  });
}

function faultsOfMethod({ method, walk_forward: walkForward }: Draft): Fault[] {
  if (walkForward === undefined || walkForward === null || method === 'walk_forward') return [];
  const message = "walk_forward belongs to method 'walk_forward'";
  return [{ path: '/walk_forward', code: 'E_CONFLICT', message }];
}

function toPlan(body: RunOptimisationDto, { axes }: ReadAxes): OptimisePlan {
  const method = body.method ?? 'grid';
  return {
    ...{ method, axes, objective: body.objective ?? 'sharpe_ratio', constraints: body.constraints ?? [] },
    maxTrials: body.max_trials ?? DEFAULT_TRIALS,
    seed: body.seed ?? 0,
    ...(method === 'walk_forward' ? { walkForward: toWalkForward(body.walk_forward ?? {}) } : {}),
  };
}

function toWalkForward({
  folds,
  mode,
  train_share: share,
  purge_bars: purge,
}: WalkForwardDto): WalkForwardOptions {
  return { folds: folds ?? 5, mode: mode ?? 'rolling', trainShare: share ?? 0.75, purgeBars: purge ?? 0 };
}

/** Several checks may find the same. */
function refusal(found: readonly Fault[], warnings: readonly Fault[]): BarkeepError {
  const faults = [
    ...new Map(found.map((fault) => [`${fault.path} ${fault.code} ${fault.message}`, fault])).values(),
  ];
  return new BarkeepError(
    'STRATEGY_INVALID',
    `The optimisation has ${countFaults(faults)}; nothing was queued.`,
    {
      faults,
      extra: warnings.length > 0 ? { warnings } : {},
    },
  );
}
