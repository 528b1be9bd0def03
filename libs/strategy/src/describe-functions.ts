import { CATALOGUE } from './catalogue/index.js';
import type { FunctionDefinition, FunctionParameter } from './catalogue/function-definition.js';
import { signatureOf } from './check/call-checker.js';

/** A function of the language as the catalogue shows it to people and editors. */
export interface FunctionDescription {
  readonly name: string;
  readonly family: string;
  readonly signature: string;
  readonly parameters: readonly FunctionParameter[];
  readonly result: FunctionDefinition['result'];
  /** The first is that of the bare call. */
  readonly outputs: readonly string[];
  readonly summary: string;
  readonly formula: string;
  readonly source: string;
}

/** The whole catalogue, in its own order. */
export function describeFunctions(): FunctionDescription[] {
  return [...CATALOGUE.values()].map((definition) => ({
    name: definition.name,
    family: definition.family,
    signature: signatureOf(definition),
    parameters: definition.parameters,
    result: definition.result,
    outputs: definition.outputs ?? [],
    summary: definition.summary,
    formula: definition.formula,
    source: definition.source,
  }));
}
