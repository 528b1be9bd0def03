import { createDraws, drawWord } from './seeded-draws.js';
import { findSymbolKind } from './symbol-kind.js';

const FIRST = [
  'Amber',
  'Birch',
  'Cobalt',
  'Delta',
  'Ember',
  'Fjord',
  'Granite',
  'Harbour',
  'Indigo',
  'Juniper',
];
const SECOND = [
  'Devices',
  'Energy',
  'Foods',
  'Health',
  'Logistics',
  'Materials',
  'Motors',
  'Networks',
  'Works',
];

/** Nobody shall take it for the real one. */
export function toCompanyName(seed: number, symbol: string): string {
  if (findSymbolKind(symbol) !== 'share') return `${symbol} (simulated)`;
  const draw = createDraws(seed, symbol, 'name');
  return `${drawWord(draw, FIRST)} ${drawWord(draw, SECOND)} Inc. (simulated)`;
}
