/** How often and how soon a failed attempt is tried again. Permanent errors are never retried. */
export interface RetryPolicy {
  /** Attempts in all, the first one included. */
  attempts: number;
  backoff: { kind: 'exponential' | 'fixed'; delayMs: number; jitter: number };
}

export const RETRY_POLICIES = {
  /** The next slot comes soon anyway. */
  none: { attempts: 1, backoff: { kind: 'fixed', delayMs: 0, jitter: 0 } },
  /** For faults that pass by themselves, such as a store that restarts. */
  transient: { attempts: 3, backoff: { kind: 'exponential', delayMs: 2_000, jitter: 0.5 } },
  /** For somebody else's server, which may be away for an hour. */
  patient: { attempts: 11, backoff: { kind: 'exponential', delayMs: 5_000, jitter: 0.25 } },
} as const satisfies Record<string, RetryPolicy>;

export type RetryPolicyName = keyof typeof RETRY_POLICIES;

/** A task that has lost its worker this often fails with WORKER_LOST; a lost worker is not an attempt. */
export const MAX_WORKER_LOSSES = 5;
