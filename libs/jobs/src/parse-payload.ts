import { plainToInstance } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';
import { BarkeepError, type Fault } from '#domain';
import { jobDefinition, type JobName, type PayloadOf } from './job-registry.js';

function toFaults(errors: readonly ValidationError[], parent = ''): Fault[] {
  return errors.flatMap((error) => {
    const path = `${parent}/${error.property}`;
    const own = Object.entries(error.constraints ?? {}).map(([code, message]) => ({ path, code, message }));
    return [...own, ...toFaults(error.children ?? [], path)];
  });
}

/**
 * The payload of a job as its handler wants it.
 * @throws BarkeepError PAYLOAD_INVALID with every fault.
 */
export async function parsePayload<Name extends JobName>(
  name: Name,
  payload: object,
): Promise<PayloadOf<Name>> {
  const parsed = plainToInstance(jobDefinition(name).payload, payload);
  const errors = await validate(parsed, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: false,
  });
  if (errors.length > 0) {
    throw new BarkeepError('PAYLOAD_INVALID', `The payload of ${name} has faults`, {
      faults: toFaults(errors),
    });
  }
  return parsed as PayloadOf<Name>;
}
