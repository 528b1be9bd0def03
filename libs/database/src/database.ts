import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { AroundStep, Step } from '#jobs';
import pg from 'pg';
import * as schema from './schema/index.js';
import { toStoreFault } from './store-fault.js';

export type Queries = NodePgDatabase<typeof schema>;

/** One connection inside a transaction: for queries, and the driver's client for COPY. */
export interface Transaction {
  readonly queries: Queries;
  readonly client: pg.PoolClient;
}

export interface DatabaseOptions {
  url: string;
  /** Connections held at most. */
  poolSize: number;
  /** Watches each query and transaction. */
  around?: AroundStep;
}

/** How a transaction sees others: as of its first statement, or as of each statement. */
type Isolation = 'repeatable read' | 'read committed';

const SYSTEM = { 'db.system.name': 'postgresql' };
/** The SQL itself is not told: it may hold what a user wrote. */
const QUERY: Step = { name: 'sql query', attributes: SYSTEM };
const TRANSACTION: Step = { name: 'sql transaction', attributes: SYSTEM };

const CONNECT_TIMEOUT_MS = 5_000;
/** For single statements; bulk work lifts it for its own transaction. */
const STATEMENT_TIMEOUT_MS = 60_000;
const IDLE_TRANSACTION_TIMEOUT_MS = 60_000;

/**
 * The pool of connections to PostgreSQL. It survives a restart of the server: calls fail with STORE_UNAVAILABLE
 * while it is away and work again afterwards. No error that leaves it holds the address or the SQL.
 */
export class Database {
  private readonly pool: pg.Pool;
  private readonly queries: Queries;
  private readonly around: AroundStep;

  constructor(options: DatabaseOptions) {
    this.pool = new pg.Pool({
      connectionString: options.url,
      max: options.poolSize,
      application_name: 'barkeep',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      idle_in_transaction_session_timeout: IDLE_TRANSACTION_TIMEOUT_MS,
      options: '-c TimeZone=UTC',
    });
    // An idle connection that breaks is dropped by the pool; whoever needs one next hears of the fault.
    this.pool.on('error', () => undefined);
    this.queries = drizzle(this.pool, { schema });
    this.around = options.around ?? ((_step, work) => work());
  }

  /** Runs statements that stand alone. */
  async query<Result>(work: (queries: Queries) => Promise<Result>): Promise<Result> {
    try {
      return await this.around(QUERY, () => work(this.queries));
    } catch (error) {
      throw toStoreFault(error);
    }
  }

  /** All or nothing, on one connection. */
  async transaction<Result>(
    work: (transaction: Transaction) => Promise<Result>,
    isolation: Isolation = 'read committed',
  ): Promise<Result> {
    try {
      return await this.around(TRANSACTION, () => this.runTransaction(work, isolation));
    } catch (error) {
      throw toStoreFault(error);
    }
  }

  /** Waits for running statements and gives the connections back. */
  async close(): Promise<void> {
    if (!this.pool.ended) await this.pool.end();
  }

  private async runTransaction<Result>(
    work: (transaction: Transaction) => Promise<Result>,
    isolation: Isolation,
  ): Promise<Result> {
    const client = await this.pool.connect();
    // The pool does not listen to connections in use; without a listener their end would end the process.
    const ignore = () => undefined;
    client.on('error', ignore);
    let broken = false;
    try {
      await client.query(`begin isolation level ${isolation}`);
      const result = await work({ queries: drizzle(client, { schema }), client });
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch(() => {
        broken = true;
      });
      throw error;
    } finally {
      client.off('error', ignore);
      client.release(broken);
    }
  }
}
