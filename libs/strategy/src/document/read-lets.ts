import { BUDGETS } from '../budgets.js';
import { printSyntax } from '../text/printer.js';
import { walkSyntax, type Syntax } from '../text/syntax.js';
import type { ExpressionSlots } from './expression-slots.js';
import { checkIdentifier } from './identifier.js';
import { Members } from './members.js';

/**
 * Reads `let` into the scope, each definition after those it uses, and gives the canonical texts by name.
 * A definition that is faulty stays known, so that its users are not reported, too.
 */
export function readLets(value: unknown, slots: ExpressionSlots): Map<string, string> {
  const { faults, scope } = slots;
  const members = value === undefined ? undefined : Members.of(value, '/let', faults);
  if (members === undefined) return new Map();
  const names = members.keys();
  if (names.length > BUDGETS.lets) {
    faults.add({ path: '/let' }, 'E_BUDGET', `more than ${BUDGETS.lets} definitions`);
    return new Map();
  }
  const bodies = new Map<string, Syntax>();
  for (const name of names) {
    const at = members.at(name);
    if (!checkIdentifier(name, at, faults)) continue;
    if (scope.params.has(name) || scope.aliases.has(name)) {
      faults.add(at, 'E_CONFLICT', `'${name}' is already a parameter or a symbol`);
      continue;
    }
    scope.lets.set(name, undefined);
    const syntax = slots.parse(members.raw(name), at.path);
    if (syntax !== undefined) bodies.set(name, syntax);
  }
  for (const name of inOrderOfUse(bodies)) {
    const syntax = bodies.get(name)!;
    slots.definitions.set(name, syntax);
    const typed = slots.check(syntax);
    scope.lets.set(name, slots.fits(members.at(name).path) ? typed : undefined);
  }
  reportCircles(bodies, slots, members);
  return new Map([...bodies].map(([name, syntax]) => [name, printSyntax(syntax)]));
}

/** Definitions that each one names, itself included. */
function usesOf(syntax: Syntax, bodies: ReadonlyMap<string, Syntax>): Set<string> {
  const uses = new Set<string>();
  walkSyntax(syntax, (part) => {
    if (part.kind === 'name' && bodies.has(part.name)) uses.add(part.name);
  });
  return uses;
}

/** Names ordered so that each comes after those it uses; those in or behind a circle are left out. */
function inOrderOfUse(bodies: ReadonlyMap<string, Syntax>): string[] {
  const order = new Set<string>();
  const waiting = new Map([...bodies].map(([name, syntax]) => [name, usesOf(syntax, bodies)]));
  for (let before = -1; before < order.size;) {
    before = order.size;
    for (const [name, uses] of waiting) if ([...uses].every((use) => order.has(use))) order.add(name);
    for (const name of order) waiting.delete(name);
  }
  return [...order];
}

function reportCircles(
  bodies: ReadonlyMap<string, Syntax>,
  { faults, scope }: ExpressionSlots,
  members: Members,
): void {
  const ordered = new Set(inOrderOfUse(bodies));
  for (const [name, syntax] of bodies) {
    if (ordered.has(name)) continue;
    const uses = [...usesOf(syntax, bodies)].filter((use) => !ordered.has(use));
    for (const use of uses) scope.used.add(use);
    faults.add(members.at(name), 'E_CYCLE', `'${name}' is defined by itself, through '${uses[0]}'`);
  }
}
