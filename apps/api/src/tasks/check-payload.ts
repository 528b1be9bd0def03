import { BarkeepError } from '#domain';
import { parsePayload, type JobName } from '#jobs';
import { countFaults } from '../problems/count-faults.js';

/** @throws BarkeepError BODY_INVALID with every fault of the payload, which stands at `path` of the body. */
export async function checkPayload(job: JobName, payload: object, path: string): Promise<void> {
  await parsePayload(job, payload).catch((error: unknown) => {
    if (!(error instanceof BarkeepError) || error.code !== 'PAYLOAD_INVALID') throw error;
    throw new BarkeepError('BODY_INVALID', `What the job is given has ${countFaults(error.faults)}.`, {
      faults: error.faults.map((fault) => ({ ...fault, code: 'E_SCHEMA', path: path + fault.path })),
    });
  });
}
