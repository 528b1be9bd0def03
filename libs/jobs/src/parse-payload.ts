import { plainToInstance } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';
import { BarkeepError, type Fault } from '#domain';
import { jobDefinition, type JobName, type PayloadOf } from './job-registry.js';

/** The rules that tell of a wrong type: a value that breaks one breaks others of its member without saying more. */
const TYPE_RULES = ['isArray', 'isString', 'isNumber', 'isInt', 'isObject'];

function toFaults(errors: readonly ValidationError[], parent = ''): Fault[] {
  return errors.flatMap((error) => {
    const path = `${parent}/${error.property}`;
    const { whitelistValidation: isUnknown, ...rules } = error.constraints ?? {};
    if (isUnknown) return [{ path, code: 'whitelistValidation', message: `unknown key '${error.property}'` }];
    const typeRule = TYPE_RULES.find((rule) => rule in rules);
    const told = Object.entries(rules).filter(([rule]) => typeRule === undefined || rule === typeRule);
    const own = told.map(([code, message]) => ({ path, code, message }));
    return [...own, ...toFaults(error.children ?? [], path)];
  });
}

/** What an empty payload makes, as most scheduled tasks have one. */
const EMPTY = new Map<JobName, object>();

/**
 * The payload of a job as its handler wants it. Nobody may change it: tasks may share it.
 * @throws BarkeepError PAYLOAD_INVALID with every fault.
 */
export async function parsePayload<Name extends JobName>(
  name: Name,
  payload: object,
): Promise<PayloadOf<Name>> {
  if (Object.keys(payload).length > 0) return checkPayload(name, payload);
  const known = EMPTY.get(name) ?? Object.freeze(await checkPayload(name, payload));
  EMPTY.set(name, known);
  return known as PayloadOf<Name>;
}

async function checkPayload<Name extends JobName>(name: Name, payload: object): Promise<PayloadOf<Name>> {
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
