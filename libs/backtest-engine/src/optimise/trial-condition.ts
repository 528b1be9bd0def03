import type { Fault } from '#domain';
import { compileStrategy, POINT_OPERATORS, spellExpression, type ExpressionTree } from '#strategy';

type Params = Readonly<Record<string, number>>;

export type TrialCondition = { ok: true; isMet(params: Params): boolean } | { ok: false; faults: Fault[] };

const SLOT = '/rules/long/enter';

/**
 * A condition over parameters, such as `fast < slow`, in the language of strategies. `sample` has every parameter,
 * with any of its values. Faults have the path of the expression itself (``).
 */
export function compileTrialCondition(expression: string, sample: Params): TrialCondition {
  const faults = findFaults(expression, sample);
  if (faults.length > 0) return { ok: false, faults };
  const spelling = spellExpression(expression, new Set(Object.keys(sample)));
  if (!spelling.ok) return { ok: false, faults: spelling.errors };
  return { ok: true, isMet: (params) => evaluate(spelling.tree, params) === 1 };
}

/** The compiler of strategies checks it as the rule of a strategy that has these parameters. */
function findFaults(expression: string, sample: Params): Fault[] {
  const document = {
    version: 1,
    name: 'c',
    symbols: ['X'],
    params: sample,
    rules: { long: { enter: expression } },
  };
  const outcome = compileStrategy(document);
  if (!outcome.ok)
    return outcome.errors
      .filter(({ path }) => path.startsWith(SLOT))
      .map((fault) => ({ ...fault, path: fault.path.slice(SLOT.length) }));
  const { text, constant } = outcome.strategy.expressions.find(({ path }) => path === SLOT)!;
  if (constant !== undefined) return [];
  const message = `'${text.slice(0, 80)}' reads more than parameters and numbers`;
  return [{ path: '', code: 'E_CONST_REQUIRED', message }];
}

function evaluate(tree: ExpressionTree, params: Params): number {
  if ('num' in tree) return tree.num;
  if ('pct' in tree) return tree.pct / 100;
  if ('param' in tree) return params[tree.param];
  if ('str' in tree || 'ref' in tree) return NaN;
  const args = tree.args.map((arg) => evaluate(arg, params));
  if ('lag' in tree) return args[0];
  const name = 'op' in tree ? tree.op : tree.fn;
  const operator = POINT_OPERATORS.get(name === '-' && args.length === 1 ? 'neg' : name);
  if (operator === undefined) return NaN;
  const [a, b, c, ...more] = args;
  if (name !== 'min' && name !== 'max') return operator.scalar(a, b, c);
  return [b, c, ...more]
    .filter((arg) => arg !== undefined)
    .reduce((value, arg) => operator.scalar(value, arg, NaN), a);
}
