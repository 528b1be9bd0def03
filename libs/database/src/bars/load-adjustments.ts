import { exInstantOf, type CorporateAction } from '#domain';
import { selectCorporateActions } from '../actions/corporate-action.repository.js';
import type { Transaction } from '../database.js';
import type { StoredInstrument } from '../instruments/instrument.repository.js';
import type { PriceAdjustment } from './adjust-series.js';
import type { BarRequest } from './bar-request.js';
import { loadPreviousCloses } from './previous-closes.js';

/**
 * What the corporate actions known then do to the bars before them. An action acts only where the stored series has
 * bars on both sides of its ex-date, so the answer depends on what is stored and not on the part that is read.
 */
export async function loadAdjustments(
  { queries, client }: Transaction,
  instrument: StoredInstrument,
  request: BarRequest,
): Promise<PriceAdjustment[]> {
  const known = await selectCorporateActions(queries, instrument.id, request.asOf);
  const actions = known.filter((action) => request.adjust === 'total' || action.kind === 'split');
  if (actions.length === 0) return [];
  const instants = actions.map(({ exDate }) => exInstantOf(exDate, request.timeframe, instrument.timeZone));
  const series = { instrumentId: instrument.id, timeframe: request.timeframe, asOf: request.asOf };
  const closes = await loadPreviousCloses(client, series, instants);
  return actions.flatMap((action, index) => {
    const close = closes[index];
    if (close === null) return [];
    const factors = factorsOf(action, close / splitOnSameDay(action, actions));
    return [{ before: instants[index], ...factors }];
  });
}

/** A dividend is paid on the shares after a split of the same day. */
function splitOnSameDay(action: CorporateAction, actions: readonly CorporateAction[]): number {
  if (action.kind === 'split') return 1;
  return actions.find((other) => other.kind === 'split' && other.exDate === action.exDate)?.value ?? 1;
}

/**
 * Split of n for one: prices / n, volume * n. Dividend: prices * (1 - cash / close before the ex-date), the usual
 * back-adjustment (CRSP); volume stays. A dividend of the whole price or more adjusts nothing.
 */
function factorsOf(action: CorporateAction, previousClose: number): Omit<PriceAdjustment, 'before'> {
  if (action.kind === 'split') return { priceFactor: 1 / action.value, volumeFactor: action.value };
  const kept = 1 - action.value / previousClose;
  return { priceFactor: kept > 0 ? kept : 1, volumeFactor: 1 };
}
