import { isSymbol, isTimeframe, TIMEFRAME_MS, TIMEFRAMES } from '#domain';
import type { FrameFunction } from '../catalogue/function-definition.js';
import { didYouMean } from '../did-you-mean.js';
import type { PlanNode } from '../plan/plan-node.js';
import type { TextSyntax } from '../text/syntax.js';
import type { CheckContext } from './check-context.js';

/** The node on the bars that the quoted text names; undefined after reporting that it names none. */
export function frameOf(
  checker: CheckContext,
  { names }: FrameFunction,
  { value, at }: TextSyntax,
  arg: PlanNode,
): PlanNode | undefined {
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
  const ratio = Math.ceil(TIMEFRAME_MS[name] / TIMEFRAME_MS[timeframe]);
  return checker.builder.frame({ timeframe: name }, arg, Math.max(1, ratio));
}
