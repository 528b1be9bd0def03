import { CATALOGUE } from '../catalogue/index.js';
import type { FunctionDefinition, FunctionParameter } from '../catalogue/function-definition.js';
import { seriesOf } from '../catalogue/series-of.js';
import { dueOf, frameOf } from './frame-names.js';
import { knownOf } from './known-names.js';
import { didYouMean } from '../did-you-mean.js';
import type { PlanNode } from '../plan/plan-node.js';
import type { CallSyntax, Syntax, TextSyntax } from '../text/syntax.js';
import type { CheckContext } from './check-context.js';
import type { Typed } from './scope.js';

/** The arguments of a call by what becomes of them. */
interface Arguments {
  readonly nodes: PlanNode[];
  readonly constants: number[];
  readonly texts: TextSyntax[];
  /** Type of the `value` arguments. */
  value?: 'num' | 'bool';
  faulty: boolean;
}

/** Checks a call against the catalogue and makes its nodes. */
export function checkCall(checker: CheckContext, call: CallSyntax): Typed | undefined {
  const definition = CATALOGUE.get(call.name);
  if (definition === undefined) return refuseUnknown(checker, call);
  const output = outputOf(checker, definition, call);
  const args = readArguments(checker, definition, call);
  if (args === undefined || args.faulty || output === undefined) return undefined;
  const type = definition.result === 'value' ? args.value! : definition.result;
  const node = nodeOf(checker, definition, args, output);
  if (node === undefined) return undefined;
  if (definition.range !== undefined && node.kind !== 'constant')
    checker.builder.bound(node, definition.range);
  return { type, node };
}

function refuseUnknown(checker: CheckContext, call: CallSyntax): undefined {
  checker.faults.add(
    call.nameAt,
    'E_UNKNOWN_FN',
    `unknown function '${call.name.slice(0, 40)}'`,
    didYouMean(call.name, CATALOGUE.keys()),
  );
  for (const arg of call.args) if (arg.kind !== 'text') checker.check(arg);
  return undefined;
}

function outputOf(
  checker: CheckContext,
  definition: FunctionDefinition,
  { field }: CallSyntax,
): number | undefined {
  if (field === undefined) return 0;
  const outputs = definition.outputs ?? [];
  const index = outputs.indexOf(field.name);
  if (index >= 0) return index;
  const hint = outputs.length > 0 ? `it has ${outputs.map((name) => `.${name}`).join(' ')}` : undefined;
  const message = `'${definition.name}' has no output '${field.name.slice(0, 40)}'`;
  return checker.refuse(field.at, 'E_UNKNOWN_NAME', message, hint);
}

function readArguments(
  checker: CheckContext,
  definition: FunctionDefinition,
  call: CallSyntax,
): Arguments | undefined {
  const { parameters } = definition;
  const fewest = parameters.filter((parameter) => parameter.default === undefined).length;
  const most = (definition.kind === 'point' && definition.foldsUpTo) || parameters.length;
  const fits = call.args.length >= fewest && call.args.length <= most;
  if (!fits)
    checker.faults.add(
      call.at,
      'E_ARITY',
      arityMessage(call, fewest, most),
      `write ${signatureOf(definition)}`,
    );
  const args: Arguments = { nodes: [], constants: [], texts: [], faulty: !fits };
  const count = Math.max(call.args.length, parameters.length);
  for (let index = 0; index < count; index += 1) {
    const parameter = parameters[Math.min(index, parameters.length - 1)];
    const syntax = call.args[index];
    if (syntax !== undefined) readArgument(checker, definition, parameter, syntax, args);
    else if (parameter?.default !== undefined) addDefault(checker, parameter, args);
  }
  return args;
}

function arityMessage(call: CallSyntax, fewest: number, most: number): string {
  const wanted = fewest === most ? `${most}` : `${fewest} to ${most}`;
  return `'${call.name}' takes ${wanted} argument${most === 1 ? '' : 's'}, not ${call.args.length}`;
}

/** `sma(x, n)`, optional arguments with their defaults. */
export function signatureOf({ name, parameters }: FunctionDefinition): string {
  const shown = parameters.map((parameter) =>
    parameter.default === undefined ? parameter.name : `${parameter.name} = ${parameter.default}`,
  );
  return `${name}(${shown.join(', ')})`;
}

function addDefault(checker: CheckContext, parameter: FunctionParameter, args: Arguments): void {
  if (parameter.type === 'const') args.constants.push(parameter.default!);
  else args.nodes.push(checker.builder.constant(parameter.default!));
}

function readArgument(
  checker: CheckContext,
  definition: FunctionDefinition,
  parameter: FunctionParameter | undefined,
  syntax: Syntax,
  args: Arguments,
): void {
  if (parameter === undefined) return;
  if (parameter.type === 'text') {
    if (syntax.kind === 'text') args.texts.push(syntax);
    else checker.refuse(syntax.at, 'E_TYPE', `'${definition.name}' needs a quoted text here`, "as in 'SPY'");
    args.faulty ||= syntax.kind !== 'text';
    return;
  }
  if (parameter.type === 'const') {
    const value = readConstant(checker, definition, parameter, syntax);
    if (value === undefined) args.faulty = true;
    else args.constants.push(value);
    return;
  }
  const node = readNode(checker, definition, parameter, syntax, args);
  if (node === undefined) args.faulty = true;
  else args.nodes.push(node);
}

function readConstant(
  checker: CheckContext,
  definition: FunctionDefinition,
  parameter: FunctionParameter,
  syntax: Syntax,
): number | undefined {
  const value = checker.constantOf(syntax);
  const name = `${parameter.name} of '${definition.name}'`;
  if (value === undefined) {
    if (checker.check(syntax) !== undefined)
      checker.faults.add(syntax.at, 'E_CONST_REQUIRED', `${name} must be a number or a parameter`);
    return undefined;
  }
  const { min = -Infinity, max = Infinity, whole = false } = parameter;
  if (value >= min && value <= max && (!whole || Number.isInteger(value))) return value;
  const kind = whole ? 'a whole number' : 'a number';
  const from = syntax.kind === 'name' ? ` (parameter '${syntax.name}')` : '';
  return checker.refuse(
    syntax.at,
    'E_RANGE',
    `${name} must be ${kind} from ${min} to ${max}, not ${value}${from}`,
  );
}

function readNode(
  checker: CheckContext,
  definition: FunctionDefinition,
  parameter: FunctionParameter,
  syntax: Syntax,
  args: Arguments,
): PlanNode | undefined {
  const typed =
    parameter.type === 'value' && args.value === undefined
      ? checker.check(syntax)
      : { node: checker.expect(syntax, parameter.type === 'bool' ? 'bool' : (args.value ?? 'num')) };
  if (typed?.node === undefined) return undefined;
  if (parameter.type === 'value' && 'type' in typed) args.value = typed.type;
  if (parameter.type === 'series' && typed.node.kind === 'constant')
    return checker.refuse(
      syntax.at,
      'E_TYPE',
      `'${definition.name}' needs a series here, not a constant`,
      `write ${signatureOf(definition)}`,
    );
  if (typed.node.readsState && definition.kind !== 'point')
    return checker.refuse(
      syntax.at,
      'E_TYPE',
      `the position has no past values, which '${definition.name}' needs`,
    );
  return typed.node;
}

function nodeOf(
  checker: CheckContext,
  definition: FunctionDefinition,
  args: Arguments,
  output: number,
): PlanNode | undefined {
  const { builder } = checker;
  switch (definition.kind) {
    case 'frame':
      return frameOf(checker, definition, args.texts[0], args.nodes[0]);
    case 'due':
      return dueOf(checker, args.texts[0]);
    case 'known':
      return knownOf(checker, definition, args.texts[0], output);
    case 'universe':
      return builder.universe(definition.name, args.nodes[0]);
    case 'series':
      return seriesOf(builder, definition, args.nodes, args.constants, output);
    case 'composed':
      return definition.compose({ builder, args: args.nodes, constants: args.constants })[output];
    case 'point': {
      const { operator } = definition;
      if (definition.foldsUpTo === undefined) return builder.point(operator, ...args.nodes);
      return args.nodes.reduce((left, right) => builder.point(operator, left, right));
    }
  }
}
