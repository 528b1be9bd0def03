/** How far behind the best price a stop follows: money per unit, or a fraction of that price. */
export type TrailingStop = { readonly distance: number } | { readonly percent: number };

/** The level of a trailing stop behind a price; `direction` is that of the order, so a sale trails below. */
export function trailingLevel(trail: TrailingStop, price: number, direction: 1 | -1): number {
  return 'distance' in trail ? price + direction * trail.distance : price * (1 + direction * trail.percent);
}

/** The level after a price was seen: it follows and never goes back. */
export function ratchetLevel(level: number, trail: TrailingStop, price: number, direction: 1 | -1): number {
  const next = trailingLevel(trail, price, direction);
  return direction > 0 ? Math.min(level, next) : Math.max(level, next);
}
