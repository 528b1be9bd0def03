import { BUDGETS } from './budgets.js';
import type { CompiledStrategy, CompileOptions, CompileOutcome, WarmupMode } from './compiled-strategy.js';
import { hashOf, type Json } from './document/canonical.js';
import { sizeFault } from './document/measure-document.js';
import { readDocument, type ReadDocument } from './document/read-document.js';
import { warnOf } from './document/warnings.js';
import { FaultList } from './fault-list.js';
import { listKnownNeeds } from './known/list-needs.js';
import type { PlanNode } from './plan/plan-node.js';

/**
 * Reads a strategy.v1 document and checks it in full; never throws on a wrong one. The result is plain data that
 * is bound to bars by `bindStrategy`.
 */
export function compileStrategy(document: unknown, options: CompileOptions = {}): CompileOutcome {
  const { read: _read, ...outcome } = compileAndKeep(document, options);
  return outcome;
}

/** The same with what was read, for those who compile it again with other values of its parameters. */
export function compileAndKeep(
  document: unknown,
  options: CompileOptions,
): CompileOutcome & { read?: ReadDocument } {
  const faults = new FaultList();
  const read = readDocument(document, options, faults);
  if (read === undefined || faults.errors.length > 0) return refused(faults);
  if (sizeFault(read.canonical) !== undefined)
    faults.add({ path: '' }, 'E_BUDGET', 'the document with its defaults filled in is too large');
  checkRisk(read, faults);
  if (read.symbols.list.length + read.slots.scope.read.size > BUDGETS.symbols)
    faults.add({ path: '/symbols' }, 'E_BUDGET', `more than ${BUDGETS.symbols} symbols are traded or read`);
  const strategy = toStrategy(read, options.warmup ?? 'converged');
  checkRun(strategy, options.bars, faults);
  if (faults.errors.length > 0) return refused(faults);
  warnOf(read, faults);
  return { ok: true, strategy, warnings: faults.warnings, read };
}

function refused({ errors, warnings }: FaultList): CompileOutcome {
  return { ok: false, errors, warnings };
}

function toStrategy(read: ReadDocument, warmup: WarmupMode): CompiledStrategy {
  const { name, symbols, params, slots, canonical } = read;
  const { name: _name, description: _description, ...decision } = canonical;
  const values = Object.fromEntries([...params].map(([key, { value }]) => [key, value]));
  // Hashing takes as long as much of the rest, and many who compile do not ask.
  let [strategyHash, shapeHash]: (string | undefined)[] = [];
  return {
    canonical,
    get strategyHash() {
      return (strategyHash ??= hashOf({ ...decision, params: sorted(values) }));
    },
    get shapeHash() {
      return (shapeHash ??= hashOf({ ...decision, params: Object.keys(values).sort() }));
    },
    name,
    symbols: symbols.list,
    dataSymbols: [...new Set([...symbols.list, ...[...slots.scope.read].sort()])],
    known: listKnownNeeds(slots.expressions, symbols.list),
    params: values,
    warmup,
    warmupBars: warmupOf(
      slots.expressions.map(({ root }) => root),
      warmup,
    ),
    nodes: slots.builder.size,
    work: slots.builder.work,
    expressions: slots.expressions,
    ...(read.allocate === undefined
      ? { rules: { long: read.long, short: read.short } }
      : { allocate: read.allocate }),
    sizing: read.sizing!,
    limits: read.limits!,
  };
}

function sorted(values: Record<string, number>): Json {
  return Object.fromEntries(Object.entries(values).sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** The mode decides which of a node's three lengths counts; every expression of the document takes part. */
export function warmupOf(roots: readonly PlanNode[], warmup: WarmupMode): number {
  const lengthOf = (root: PlanNode): number => (warmup === 'converged' ? root.converged : root.declared);
  return roots.reduce((bars, root) => Math.max(bars, lengthOf(root)), 0);
}

/** `risk` sizes an entry by its distance from the stop, so there must be one. */
function checkRisk({ sizing, long, short }: ReadDocument, faults: FaultList): void {
  if (sizing?.kind !== 'risk') return;
  for (const [side, rules] of Object.entries({ long, short }))
    if (rules !== undefined && !rules.stops.some(({ kind }) => kind === 'stop' || kind === 'trail'))
      faults.add(
        { path: `/rules/${side}` },
        'E_CONFLICT',
        "sizing by 'risk' needs a stop",
        "add one of kind 'stop' or 'trail'",
      );
}

function checkRun(
  { warmupBars, work, dataSymbols: symbols }: CompiledStrategy,
  bars: number | undefined,
  faults: FaultList,
): void {
  if (bars === undefined) return;
  if (bars * symbols.length * work > BUDGETS.cost)
    faults.add(
      { path: '' },
      'E_BUDGET',
      `${bars} bars of ${symbols.length} symbols at ${Math.round(work)} steps are too many`,
    );
  if (warmupBars > bars / 4)
    faults.add({ path: '' }, 'W_WARMUP_EATS_RANGE', `the warm-up takes ${warmupBars} of ${bars} bars`);
}
