import type { KnownFunction } from '../catalogue/function-definition.js';
import { didYouMean } from '../did-you-mean.js';
import type { PlanNode } from '../plan/plan-node.js';
import { parseText } from '../text/parser.js';
import type { TextSyntax } from '../text/syntax.js';
import type { CheckContext } from './check-context.js';

/** Names that a hint lists; of more only the nearest is told. */
const MOST_LISTED = 12;

/** The node of what the quoted text names; undefined after reporting that it names nothing. */
export function knownOf(
  checker: CheckContext,
  definition: KnownFunction,
  { value, at }: TextSyntax,
  output: number,
): PlanNode | undefined {
  const { builder, faults } = checker;
  const formula = (text: string): PlanNode | undefined => {
    const syntax = parseText(text, at.path, faults);
    return syntax && checker.expect(syntax, 'num');
  };
  const node = definition.compose({ builder, formula }, value, output);
  if (node !== undefined) return node;
  const words = definition.parameters[0].words ?? [];
  const listed = words.length > 0 && words.length <= MOST_LISTED ? `known are ${words.join(' ')}` : undefined;
  const hint = didYouMean(value, words) ?? listed;
  return checker.refuse(at, 'E_UNKNOWN_NAME', `'${definition.name}' knows no '${value.slice(0, 40)}'`, hint);
}
