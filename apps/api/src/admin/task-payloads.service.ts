import { Inject, Injectable } from '@nestjs/common';
import { BarkeepError, type Fault } from '#domain';
import type { JobName, PayloadOf } from '#jobs';
import { RunChecks } from '../backtest/run-checks.js';
import { OptimiseChecks } from '../optimise/optimise-checks.js';
import { StrategyValidations } from '../strategies/strategy-validation.service.js';
import { checkPayload } from '../tasks/check-payload.js';
import { textOf } from '../validation/text-of.js';
import { hasBody, type JobWithBody } from './payload-bodies.js';

/** A payload that was made of a body, and what its submitter should know. */
type Checked<Payload> = { readonly [Member in keyof Payload]: unknown } & { warnings: readonly Fault[] };

/** Takes payloads in the form in which they are shown. */
@Injectable()
export class TaskPayloads {
  private readonly checks: {
    readonly [Name in JobWithBody]: (body: object) => Promise<Checked<PayloadOf<Name>>>;
  };

  constructor(
    @Inject(RunChecks) runs: RunChecks,
    @Inject(OptimiseChecks) searches: OptimiseChecks,
    @Inject(StrategyValidations) dryRuns: StrategyValidations,
  ) {
    this.checks = {
      backtest_run: (body) => runs.check(body),
      optimise_run: (body) => searches.check(body),
      strategy_validation: (body: { strategy_id?: unknown }) =>
        dryRuns.check(textOf(body.strategy_id) ?? '', body),
    };
  }

  /**
   * What the job is queued with. Where that comes of a body, the body is checked as a new one is.
   * @throws BarkeepError BODY_INVALID, STRATEGY_INVALID, STRATEGY_NOT_FOUND with every fault, each at its place under `path`.
   */
  async read(job: JobName, shown: object, path: string): Promise<object> {
    if (!hasBody(job)) {
      await checkPayload(job, shown, path);
      return shown;
    }
    const { warnings, ...payload } = await this.checks[job](shown).catch((error: unknown) => {
      throw error instanceof BarkeepError ? under(path, error) : error;
    });
    return payload;
  }
}

/** The same refusal of a document that is a part of a body. */
function under(path: string, { code, message, faults, extra, cause }: BarkeepError): BarkeepError {
  const placed = (found: readonly Fault[]) =>
    found.map((fault) => ({ ...fault, path: `${path}${fault.path}` }));
  const { warnings, ...rest } = extra as { warnings?: Fault[] };
  const told = warnings ? { warnings: placed(warnings) } : {};
  return new BarkeepError(code, message, { faults: placed(faults), extra: { ...rest, ...told }, cause });
}
