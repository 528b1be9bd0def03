import { CATALOGUE } from './catalogue/index.js';
import type { CompiledExpression } from './compiled-strategy.js';
import type { DissectedStrategy, ExpressionPart } from './dissect-strategy.js';

/** A column that a strategy reads and a person would draw. */
export interface Indicator {
  /** As the strategy writes it: `sma(close, 20)`, or `mean = sma(close, 20)` where it has a name there. */
  readonly name: string;
  /** Among the expressions of the strategy that was taken apart. */
  readonly value: CompiledExpression;
}

/**
 * The largest parts of a strategy's expressions that are numbers of their own over time: definitions, and calls that look
 * at more than one bar. Each once, in the order of the document; prices, constants and the position are not among them.
 */
export function listIndicators({ slots }: DissectedStrategy): Indicator[] {
  const found = new Map<CompiledExpression['root'], Indicator>();
  const walk = (part: ExpressionPart): void => {
    const { value, args } = part;
    if (value === undefined || !isLine(part)) return args.forEach(walk);
    if (!found.has(value.root)) found.set(value.root, { name: nameOf(part), value });
  };
  [...slots.values()].forEach(walk);
  return [...found.values()];
}

function isLine({ value, fn, args }: ExpressionPart): boolean {
  if (value?.type !== 'num' || value.readsState || value.constant !== undefined) return false;
  if (fn !== undefined) return CATALOGUE.get(fn)?.kind !== 'point';
  return 'ref' in value.tree ? args.length > 0 : 'lag' in value.tree && isLine(args[0]);
}

function nameOf({ text, value, args }: ExpressionPart): string {
  return value !== undefined && 'ref' in value.tree ? `${text} = ${args[0].text}` : text;
}
