import type { Schemas } from '../api/client.js';

type RunBody = Schemas['RunBacktest'];
type Execution = Required<Pick<NonNullable<RunBody['execution']>, 'preset' | 'fill'>> & {
  margin: number;
  whole_units: boolean;
  finalize_trades: boolean;
  hedging: boolean;
  drill_down: boolean;
};

/** A strategy.v1 document; what is in it is checked by the API. */
export type StrategyDocument = Record<string, unknown>;

/** What a person has filled in. Percentages are percentages here, fractions on the wire. */
export interface RunDraft {
  /** JSON of the strategy, as it is being written. */
  strategy: string;
  symbols: string[];
  timeframe: NonNullable<RunBody['timeframe']>;
  start: string;
  end: string;
  capital: number;
  commissionPct: number;
  commissionFixed: number;
  spreadPct: number;
  slippageKind: 'none' | 'bps' | 'ticks' | 'range' | 'volume';
  slippageValue: number;
  execution: Execution;
  benchmark: string | null;
  adjust: 'raw' | 'split' | 'total';
  /** Values of parameters that differ from those of the strategy. */
  params: Record<string, number>;
  tags: string[];
}

export const NEW_DRAFT: RunDraft = {
  strategy: '',
  symbols: [],
  timeframe: '1d',
  start: '',
  end: '',
  capital: 100_000,
  commissionPct: 0.1,
  commissionFixed: 0,
  spreadPct: 0,
  slippageKind: 'none',
  slippageValue: 0,
  execution: {
    preset: 'default',
    fill: 'next_open',
    margin: 1,
    whole_units: true,
    finalize_trades: false,
    hedging: false,
    drill_down: false,
  },
  benchmark: null,
  adjust: 'split',
  params: {},
  tags: [],
};

export function toJson(document: unknown): string {
  return JSON.stringify(document, null, 2);
}

/** The document, or undefined while its text is no JSON object. */
export function parseDocument(text: string): StrategyDocument | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as StrategyDocument)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Symbols of the document, which are a list, or names for symbols. */
export function symbolsOf({ symbols }: StrategyDocument): string[] {
  if (typeof symbols !== 'object' || symbols === null) return [];
  return Object.values(symbols).filter((symbol) => typeof symbol === 'string');
}

/** Twelve digits are more than anybody writes and fewer than the noise of a division by 100. */
function percent(fraction: number | undefined): number {
  return Number(((fraction ?? 0) * 100).toPrecision(12));
}

function fraction(percentage: number): number {
  return Number((percentage / 100).toPrecision(12));
}

/** The members of a run body that a draft states; the symbols only where they are not those of the strategy. */
export function toRunBody(draft: RunDraft, document: StrategyDocument): RunBody {
  const own = symbolsOf(document);
  const isOwn = draft.symbols.length === 0 || draft.symbols.join() === own.join();
  return {
    strategy: document,
    timeframe: draft.timeframe,
    start_date: draft.start || null,
    end_date: draft.end || null,
    initial_capital: draft.capital,
    ...(isOwn ? {} : { symbols: draft.symbols }),
    ...(Object.keys(draft.params).length > 0 ? { params: draft.params } : {}),
    costs: {
      commission: { rate: fraction(draft.commissionPct), fixed: draft.commissionFixed },
      spread: fraction(draft.spreadPct),
      slippage: { kind: draft.slippageKind, value: draft.slippageKind === 'none' ? 0 : draft.slippageValue },
    },
    execution: draft.execution,
    benchmark: draft.benchmark,
    adjust: draft.adjust,
    tags: draft.tags,
  };
}

/** The draft that states the same as a stored run: its canonical strategy and its request. */
export function toDraft(document: StrategyDocument, request: Record<string, unknown>): RunDraft {
  const body = request as RunBody;
  const { costs = {}, execution } = body;
  return {
    ...NEW_DRAFT,
    strategy: toJson(document),
    symbols: body.symbols ?? symbolsOf(document),
    timeframe: body.timeframe ?? NEW_DRAFT.timeframe,
    start: body.start_date?.slice(0, 10) ?? '',
    end: body.end_date?.slice(0, 10) ?? '',
    capital: body.initial_capital ?? NEW_DRAFT.capital,
    commissionPct: percent(costs.commission?.rate),
    commissionFixed: costs.commission?.fixed ?? 0,
    spreadPct: percent(costs.spread),
    slippageKind: costs.slippage?.kind ?? 'none',
    slippageValue: costs.slippage?.value ?? 0,
    execution: { ...NEW_DRAFT.execution, ...execution },
    benchmark: body.benchmark ?? null,
    adjust: body.adjust ?? NEW_DRAFT.adjust,
    params: numbersOf(body.params),
    tags: body.tags ?? [],
  };
}

/** Ranges, which a search has in their place, are no values. */
function numbersOf(params: Record<string, unknown> = {}): Record<string, number> {
  return Object.fromEntries(
    Object.entries(params).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
}
