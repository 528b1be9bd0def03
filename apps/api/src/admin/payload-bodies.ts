import type { JobName, PayloadOf, Task } from '#jobs';
import { toRunBody } from '../backtest/run-request.js';
import { toSearchBody } from '../optimise/search-body.js';
import { toDryRunBody } from '../strategies/dry-run-body.js';

type Bodies = { readonly [Name in JobName]?: (payload: PayloadOf<Name>) => object };

/** Jobs whose payload is what the engine reads: the bodies that ask for them. Other payloads are of the wire as they are. */
const PAYLOAD_BODIES = {
  backtest_run: toRunBody,
  optimise_run: toSearchBody,
  strategy_validation: toDryRunBody,
} satisfies Bodies;

export type JobWithBody = keyof typeof PAYLOAD_BODIES;

export function hasBody(job: JobName): job is JobWithBody {
  return job in PAYLOAD_BODIES;
}

/** What a task was given, in the words of whoever asks for it. */
export function toWirePayload({ job, payload }: Pick<Task, 'job' | 'payload'>): object {
  return hasBody(job) ? PAYLOAD_BODIES[job](payload as never) : payload;
}
