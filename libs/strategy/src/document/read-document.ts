import type {
  CompiledAllocation,
  CompiledLimits,
  CompiledSide,
  CompiledSizing,
  CompileOptions,
} from '../compiled-strategy.js';
import type { FaultList } from '../fault-list.js';
import { canonicalise, type Json } from './canonical.js';
import { ExpressionSlots } from './expression-slots.js';
import { sizeFault } from './measure-document.js';
import { Members } from './members.js';
import { readAllocation } from './read-allocation.js';
import { readLets } from './read-lets.js';
import { readLimits } from './read-limits.js';
import { readParams, type Param } from './read-params.js';
import type { Part } from './part.js';
import { readSide } from './read-sides.js';
import { readSizing } from './read-sizing.js';
import { readSymbols, type Symbols } from './read-symbols.js';

const KEYS = [
  'version',
  'name',
  'description',
  'symbols',
  'params',
  'let',
  'rules',
  'allocate',
  'sizing',
  'limits',
];

/** What a document says, read as far as its faults allow. */
export interface ReadDocument {
  readonly name: string;
  readonly symbols: Symbols;
  readonly params: ReadonlyMap<string, Param>;
  readonly lets: ReadonlyMap<string, string>;
  readonly slots: ExpressionSlots;
  readonly long?: CompiledSide;
  readonly short?: CompiledSide;
  readonly allocate?: CompiledAllocation;
  readonly sizing?: CompiledSizing;
  readonly limits?: CompiledLimits;
  readonly canonical: { readonly [key: string]: Json };
}

/** Reads a document whole and reports all its faults; undefined when it is too large or no object. */
export function readDocument(
  document: unknown,
  options: CompileOptions,
  faults: FaultList,
): ReadDocument | undefined {
  const tooLarge = sizeFault(document);
  if (tooLarge !== undefined) {
    faults.add({ path: '' }, 'E_BUDGET', tooLarge);
    return undefined;
  }
  const members = Members.of(document, '', faults, KEYS);
  if (members === undefined) return undefined;
  checkVersion(members);
  const name = members.text('name', 120) ?? '';
  const description = members.text('description', 2000);
  const symbols = readSymbols(members.raw('symbols'), options.symbols, faults);
  const params = readParams(members.raw('params'), options.params ?? {}, faults);
  const slots = new ExpressionSlots(
    {
      params: new Map([...params].map(([key, { value }]) => [key, value])),
      aliases: symbols.aliases,
      lets: new Map(),
      used: new Set(),
      read: new Set(),
      timeframe: options.timeframe ?? '1d',
    },
    faults,
  );
  const lets = readLets(members.raw('let'), slots);
  checkMode(members);
  const allocates = members.has('allocate');
  const sides = readRules(members, slots, symbols);
  const allocate = readAllocation(members.raw('allocate'), slots, symbols);
  const sizing = readSizing(members.raw('sizing'), slots, allocates);
  const limits = readLimits(members.raw('limits'), faults, allocates);
  return {
    name,
    symbols,
    params,
    lets,
    slots,
    long: sides.long?.compiled,
    short: sides.short?.compiled,
    allocate: allocate?.compiled,
    sizing: sizing?.compiled,
    limits: limits?.compiled,
    canonical: canonicalise({
      version: 1,
      name,
      description,
      symbols: symbols.aliases.size > 0 ? Object.fromEntries(symbols.aliases) : symbols.list,
      params: Object.fromEntries(params),
      let: Object.fromEntries(lets),
      rules: allocates ? undefined : { long: sides.long?.canonical, short: sides.short?.canonical },
      allocate: allocate?.canonical,
      sizing: sizing?.canonical,
      limits: limits?.canonical,
    }) as { [key: string]: Json },
  };
}

function checkVersion(members: Members): void {
  const version = members.raw('version');
  if (version === 1) return;
  const message = version === undefined ? 'the version is missing' : 'only version 1 is known';
  members.faults.add(members.at('version'), 'E_VERSION', message, 'write "version": 1');
}

function checkMode(document: Members): void {
  if (document.has('rules') && document.has('allocate'))
    document.faults.add(document.at('allocate'), 'E_CONFLICT', "a strategy has either 'rules' or 'allocate'");
  if (!document.has('rules') && !document.has('allocate'))
    document.refuse('rules', "'rules' is missing", "a strategy has either 'rules' or 'allocate'");
}

function readRules(
  document: Members,
  slots: ExpressionSlots,
  symbols: Symbols,
): { long?: Part<CompiledSide>; short?: Part<CompiledSide> } {
  if (!document.has('rules')) return {};
  const rules = Members.of(document.raw('rules'), '/rules', slots.faults, ['long', 'short']);
  if (rules === undefined) return {};
  if (!rules.has('long') && !rules.has('short'))
    document.refuse('rules', "'rules' needs a side", "add 'long' or 'short' with an 'enter'");
  const long = readSide(rules.raw('long'), '/rules/long', slots, symbols);
  const short = readSide(rules.raw('short'), '/rules/short', slots, symbols);
  if (long && short && (long.compiled.legs === undefined) !== (short.compiled.legs === undefined))
    slots.faults.add(
      { path: '/rules' },
      'E_CONFLICT',
      'one side trades a basket of legs and the other does not',
    );
  return { long, short };
}
