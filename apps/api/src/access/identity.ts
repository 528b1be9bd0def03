import type { Quotas } from '#database';
import type { Role } from '#domain';

/** Who calls. */
export interface Identity {
  /** Whose the things are that the call makes. */
  owner: string;
  role: Role;
  /** Null where callers need no key. */
  keyId: string | null;
  quotas: Quotas;
  /** The login of the page by which the call came, where it did. */
  session?: Session;
}

/** A login of the page. */
export interface Session {
  /** What the cookie holds. */
  secret: string;
  /** UTC ms, at which it ends in any case. */
  expiresAt: number;
}

/** The least that a caller has to be; `anyone` is let in without a key. */
export type LeastRole = Role | 'anyone';

/** Everybody, where access is off. */
export const LOCAL_IDENTITY: Identity = { owner: 'local', role: 'admin', keyId: null, quotas: {} };

declare module 'fastify' {
  interface FastifyRequest {
    /** Absent only where an operation lets in anyone. */
    identity?: Identity;
  }

  interface FastifyContextConfig {
    role?: LeastRole;
    /** The operation changes nothing of what its address names, whatever its method. */
    onlyReads?: boolean;
    /** The operation queues a backtest or a search, which keys have quotas of. */
    queuesBacktest?: boolean;
  }
}
