import type { BarSeries } from '#domain';
import { bindStrategy } from '../bind-strategy.js';
import { createPositionState, evaluateBound, isTrueAt } from '../bound-strategy.js';
import { BUDGETS } from '../budgets.js';
import { compileStrategy } from '../compile-strategy.js';
import type { CompiledStrategy } from '../compiled-strategy.js';
import { randomBars } from './evaluate.js';
import { randomRows } from './known-rows-of.js';
import { PlainColumns } from './plain-columns.js';

const ROWS = 40;
/** Rows of the bars that are cut off, to see that what comes later changes nothing. */
const CUT = 27;

/** Two symbols, of which the second stands still for a while and isn't traded then. */
function barsOf(rows: number): Map<string, BarSeries> {
  const [moving, still] = ['A', 'B'].map((symbol, seed) => randomBars(rows, seed, { symbol }));
  for (const name of ['open', 'high', 'low', 'close', 'volume'] as const)
    still[name].fill(name === 'volume' ? 0 : 100, 5, 18);
  return new Map([moving, still].map((series) => [series.symbol, series]));
}

const BARS = barsOf(ROWS);
const CUT_BARS = barsOf(CUT);

export function fail(what: string, about: unknown): never {
  throw new Error(`${what}: ${JSON.stringify(about)}`);
}

/**
 * Compiles; what compiles must keep the budgets, compile to itself, run on bars as plain evaluation says, and say the
 * same of the past whatever comes later. Gives whether it ran; throws where something is wrong.
 */
export function tryOut(input: unknown): boolean {
  const outcome = compileStrategy(input);
  if (!outcome.ok) {
    if (outcome.errors.length === 0) fail('refused without a reason', input);
    for (const fault of outcome.errors)
      if (typeof fault.path !== 'string' || !fault.code.startsWith('E_')) fail('no error', fault);
    return false;
  }
  const { strategy } = outcome;
  checkBudgets(strategy);
  const again = compileStrategy(strategy.canonical);
  if (!again.ok) fail('its canonical form is refused', { canonical: strategy.canonical, ...again });
  if (again.strategy.strategyHash !== strategy.strategyHash)
    fail('another hash the second time', strategy.canonical);
  if (strategy.dataSymbols.some((symbol) => !BARS.has(symbol))) return false;
  checkValues(strategy);
  return true;
}

function checkBudgets({ expressions, nodes, symbols, params, canonical }: CompiledStrategy): void {
  const size = JSON.stringify(canonical).length;
  const fits =
    nodes <= BUDGETS.nodes &&
    symbols.length <= BUDGETS.symbols &&
    Object.keys(params).length <= BUDGETS.params &&
    size <= BUDGETS.documentBytes &&
    expressions.every(({ root }) => root.firstDefined <= BUDGETS.lookBackBars);
  if (!fits) fail('over its budget', { nodes, symbols: symbols.length, size });
}

function checkValues(strategy: CompiledStrategy): void {
  const [rows, cutRows] = [ROWS, CUT].map((bars) => strategy.known.flatMap((need) => randomRows(need, bars)));
  const whole = bindStrategy(strategy, BARS, undefined, rows);
  const cut = bindStrategy(strategy, CUT_BARS, undefined, cutRows);
  const state = createPositionState();
  for (const symbol of strategy.symbols) {
    const plain = new PlainColumns(symbol, strategy.symbols, BARS, rows);
    for (const expression of strategy.expressions) {
      const { text, type, root } = expression;
      const [values, past] = [whole.expression(symbol, expression), cut.expression(symbol, expression)];
      const isMet = type === 'bool' ? whole.condition(symbol, expression) : undefined;
      const plainly = expression.readsState ? undefined : plain.column(root);
      for (let row = 0; row < ROWS; row += 1) {
        const value = evaluateBound(values, state, row);
        const isBool = value === 0 || value === 1 || Number.isNaN(value);
        if (typeof value !== 'number' || (type === 'bool' && !isBool)) fail(`${value} is no ${type}`, text);
        if (plainly !== undefined && !isSame(value, plainly[row]))
          fail(`not ${plainly[row]} at ${row}`, text);
        if (isMet !== undefined && isTrueAt(isMet, state, row) !== (value === 1))
          fail(`not true where it is, or the other way round, at ${row}`, text);
        if (row < CUT && !isSame(value, evaluateBound(past, state, row)))
          fail(`knows the future at ${row}`, text);
      }
    }
  }
  // The next one works on their memory and must not see what is left in it.
  whole.release?.();
  cut.release?.();
}

function isSame(left: number, right: number): boolean {
  return left === right || (Number.isNaN(left) && Number.isNaN(right));
}
