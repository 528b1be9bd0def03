import { seriesOf } from '../catalogue/series-of.js';
import { volatility } from '../catalogue/statistics.js';
import type { CompiledExpression, CompiledSizing } from '../compiled-strategy.js';
import type { ExpressionSlots } from './expression-slots.js';
import { Members } from './members.js';
import type { Part } from './part.js';

const SIZING_KINDS = ['equity', 'cash', 'qty', 'risk', 'vol_target'] as const;

/** Bars over which `vol_target` measures the volatility when the document doesn't say. */
const VOLATILITY_BARS = 60;

/** Reads `sizing`; all that can be bought when it is absent. An allocation gives out fractions of the equity only. */
export function readSizing(
  value: unknown,
  slots: ExpressionSlots,
  allocates: boolean,
): Part<CompiledSizing> | undefined {
  const known = ['kind', 'value', 'bars'];
  const members = Members.of(value ?? { kind: 'equity', value: 1 }, '/sizing', slots.faults, known);
  const kind = members?.choice('kind', SIZING_KINDS, true);
  if (members === undefined || kind === undefined) return undefined;
  if (allocates && kind !== 'equity') {
    const message = `'allocate' gives out fractions of the equity, not '${kind}'`;
    slots.faults.add(
      members.at('kind'),
      'E_CONFLICT',
      message,
      "write 'equity', and 'weights' in 'allocate'",
    );
  }
  if (!members.has('value')) return members.refuse('value', `a sizing of kind '${kind}' needs 'value'`);
  const slot = slots.read(members.raw('value'), members.at('value').path, 'num');
  if (slot === undefined) return undefined;
  if (slot.expression.constant !== undefined && !(slot.expression.constant > 0))
    slots.faults.add(members.at('value'), 'E_RANGE', "'value' must be above 0");
  if (kind !== 'vol_target') {
    if (members.has('bars'))
      slots.faults.add(members.at('bars'), 'E_CONFLICT', `a sizing of kind '${kind}' has no 'bars'`);
    return { compiled: { kind, value: slot.expression }, canonical: { kind, value: slot.canonical } };
  }
  const bars = members.number('bars', { min: 2, max: 5000, whole: true }) ?? VOLATILITY_BARS;
  return {
    compiled: { kind, value: slot.expression, volatility: volatilityOver(bars, slots) },
    canonical: { kind, value: slot.canonical, bars },
  };
}

function volatilityOver(bars: number, { builder, expressions }: ExpressionSlots): CompiledExpression {
  const root = seriesOf(builder, volatility, [builder.price('close')], [bars]);
  const expression: CompiledExpression = {
    id: expressions.length,
    path: '/sizing',
    type: 'num',
    text: `volatility(close, ${bars})`,
    tree: { fn: 'volatility', args: [{ ref: 'close' }, { num: bars }] },
    readsState: false,
    root,
  };
  expressions.push(expression);
  return expression;
}
