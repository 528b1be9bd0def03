import { isSymbol, isTimeframe, TIMEFRAME_MS, TIMEFRAMES, type Timeframe } from '#domain';
import type { FrameFunction } from '../catalogue/function-definition.js';
import { DUE_WORDS, dueName } from '../catalogue/names.js';
import { didYouMean } from '../did-you-mean.js';
import { someNode, type PlanNode } from '../plan/plan-node.js';
import type { TextSyntax } from '../text/syntax.js';
import type { CheckContext } from './check-context.js';

/** The node of a word of the calendar; undefined after reporting that it is none. */
export function dueOf(checker: CheckContext, { value, at }: TextSyntax): PlanNode | undefined {
  const word = DUE_WORDS.find((one) => one === value);
  if (word !== undefined) return checker.builder.price(dueName(word));
  const message = `'${value.slice(0, 40)}' is no word of the calendar`;
  const hint = didYouMean(value, DUE_WORDS) ?? `known are ${DUE_WORDS.join(' ')}`;
  return checker.refuse(at, 'E_UNKNOWN_NAME', message, hint);
}

/** The node on the bars that the quoted text names; undefined after reporting that it names none. */
export function frameOf(
  checker: CheckContext,
  { name, names }: FrameFunction,
  { value, at }: TextSyntax,
  arg: PlanNode,
): PlanNode | undefined {
  if (someNode(arg, ({ kind }) => kind === 'universe'))
    return checker.refuse(
      at,
      'E_TYPE',
      `symbols are compared on the bars of the run, not inside of '${name}'`,
      `write '${name}' inside of the comparison, as in "rank(${name}('${value.slice(0, 40)}', x))"`,
    );
  return names === 'symbol' ? onSymbol(checker, value, at, arg) : inTimeframe(checker, value, at, arg);
}

function onSymbol(
  checker: CheckContext,
  name: string,
  at: TextSyntax['at'],
  arg: PlanNode,
): PlanNode | undefined {
  const { aliases, read } = checker.scope;
  const symbol = aliases.get(name) ?? name;
  if (!isSymbol(symbol)) {
    const message = `'${name.slice(0, 40)}' is not a symbol`;
    return checker.refuse(at, 'E_UNKNOWN_NAME', message, didYouMean(name, aliases.keys()));
  }
  read.add(symbol);
  return checker.builder.frame({ symbol }, arg);
}

function inTimeframe(
  checker: CheckContext,
  name: string,
  at: TextSyntax['at'],
  arg: PlanNode,
): PlanNode | undefined {
  const { timeframe } = checker.scope;
  if (!isTimeframe(name)) {
    const message = `'${name.slice(0, 40)}' is not a timeframe`;
    return checker.refuse(at, 'E_UNKNOWN_NAME', message, `known are ${TIMEFRAMES.join(' ')}`);
  }
  if (someNode(arg, (node) => joinsToShorter(node, name), isElsewhere))
    return checker.refuse(at, 'E_RANGE', `bars of ${name} can not be joined to those of a shorter timeframe`);
  const ratio = Math.ceil(TIMEFRAME_MS[name] / TIMEFRAME_MS[timeframe]);
  return checker.builder.frame({ timeframe: name }, arg, Math.max(1, ratio));
}

function joinsToShorter(node: PlanNode, timeframe: Timeframe): boolean {
  return (
    node.kind === 'frame' &&
    'timeframe' in node.on &&
    TIMEFRAME_MS[node.on.timeframe] < TIMEFRAME_MS[timeframe]
  );
}

/** What is read of another symbol begins anew with the bars of the run. */
function isElsewhere(node: PlanNode): boolean {
  return node.kind === 'frame' && 'symbol' in node.on;
}
