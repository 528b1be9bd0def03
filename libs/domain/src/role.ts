/** What callers may do, each more than the one before: look on; run backtests; keep the data and the jobs; everything. */
export const ROLES = ['viewer', 'trader', 'operator', 'admin'] as const;

export type Role = (typeof ROLES)[number];

/** Whether the role has all that the least one has. */
export function isAtLeast(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}
