/** An instant in UTC milliseconds as the wire writes it, `2026-11-20T14:30:00.000Z`. */
export function toIso(instant: number): string {
  return new Date(instant).toISOString();
}

export function toIsoOrNull(instant: number | null | undefined): string | null {
  return instant === null || instant === undefined || !Number.isFinite(instant) ? null : toIso(instant);
}
