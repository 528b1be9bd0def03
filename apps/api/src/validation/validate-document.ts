import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync, type ValidationError } from 'class-validator';
import type { Fault } from '#domain';
import { didYouMean } from '#strategy';

type DocumentClass<Document extends object> = new () => Document;

/** The rules of class-validator that tell of a wrong type; they hide the other faults of the same member. */
const TYPE_RULES = [
  'isString',
  'isNumber',
  'isInt',
  'isBoolean',
  'isObject',
  'isArray',
  'isRecord',
  'nestedValidation',
];
const RANGE_RULES = [
  'min',
  'max',
  'isPositive',
  'arrayMaxSize',
  'arrayMinSize',
  'maxLength',
  'minLength',
  'isLength',
];

export interface Validated<Document> {
  /** Undefined when there are faults. */
  document?: Document;
  /** What was given, faults and all; undefined when it is no object. */
  draft?: { readonly [Member in keyof Document]?: unknown };
  faults: Fault[];
}

/** Names of the members that the class declares rules for. */
export function membersOf(type: DocumentClass<object>): string[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(type, '', true, false);
  return [...new Set(rules.map((rule) => rule.propertyName))];
}

/**
 * Reads a plain value as the class describes it; faults are all that were found, with JSON pointers under `path`.
 * Members that the class does not know are faults.
 */
export function validateDocument<Document extends object>(
  type: DocumentClass<Document>,
  value: unknown,
  path = '',
): Validated<Document> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { faults: [{ path, code: 'E_TYPE', message: 'expected an object' }] };
  }
  const document = plainToInstance(type, value, { exposeDefaultValues: true });
  const errors = validateSync(document, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: false,
  });
  const faults = errors.flatMap((error) => faultsOf(error, path));
  return faults.length > 0 ? { draft: document, faults } : { document, draft: document, faults };
}

function faultsOf(error: ValidationError, parent: string): Fault[] {
  const path = `${parent}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const own = faultOf(error, path);
  const below = (error.children ?? []).flatMap((child) => faultsOf(child, path));
  return own ? [own, ...below] : below;
}

function faultOf(error: ValidationError, path: string): Fault | undefined {
  const constraints = error.constraints ?? {};
  const rules = Object.keys(constraints);
  if (rules.length === 0) return undefined;
  if (rules.includes('whitelistValidation')) return unknownMember(error, path);
  if (error.value === undefined || error.value === null) {
    return { path, code: 'E_SCHEMA', message: `${error.property} is required` };
  }
  const typeRule = rules.find((rule) => TYPE_RULES.includes(rule));
  const rule = typeRule ?? rules[0];
  const code = typeRule ? 'E_TYPE' : RANGE_RULES.includes(rule) ? 'E_RANGE' : 'E_SCHEMA';
  const hint = hintOf(error, rule);
  return { path, code, message: constraints[rule], ...(hint ? { hint } : {}) };
}

function unknownMember(error: ValidationError, path: string): Fault {
  const known = membersOf(error.target?.constructor as DocumentClass<object>);
  const hint = didYouMean(error.property, known) ?? `known are ${known.join(', ')}`;
  return { path, code: 'E_UNKNOWN_KEY', message: `unknown key '${error.property}'`, hint };
}

/** For a choice: the word that was probably meant. The allowed ones stand in the message already. */
function hintOf(error: ValidationError, rule: string): string | undefined {
  const context = error.contexts?.[rule] as { words?: readonly string[] } | undefined;
  return context?.words && typeof error.value === 'string'
    ? didYouMean(error.value, context.words)
    : undefined;
}
