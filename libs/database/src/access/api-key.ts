import type { Role } from '#domain';

/** How much a key may use; what is left out is without limit. */
export interface Quotas {
  requestsPerMinute?: number;
  /** Backtests and searches of its owner that may wait. */
  queuedBacktests?: number;
  /** Backtests and searches of its owner that may run. */
  runningBacktests?: number;
  /** Bars of its owner's backtests since midnight UTC, after which no more are taken. */
  barsPerDay?: number;
}

/** Who may call. Instants are UTC milliseconds. */
export interface ApiKey {
  id: string;
  name: string;
  /** Whose things are made with it; several keys may have one owner. */
  owner: string;
  role: Role;
  quotas: Quotas;
  createdAt: number;
  /** To the minute. */
  lastUsedAt: number | null;
  revokedAt: number | null;
}

/** With what the key itself is compared with. */
export interface StoredApiKey extends ApiKey {
  /** SHA-256. */
  hash: Buffer;
}
