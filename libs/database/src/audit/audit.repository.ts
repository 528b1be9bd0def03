import { Inject, Injectable } from '@nestjs/common';
import { sql, type SQL } from 'drizzle-orm';
import { Database } from '../database.js';
import { GroupCommit } from '../tasks/group-commit.js';

/** A call that changed something, or was meant to. */
export interface AuditEntry {
  /** UTC ms. */
  at: number;
  /** Who called: the owner of a key, or an address. */
  actor: string;
  /** The key, where one was shown that holds. */
  keyId: string | null;
  method: string;
  /** The pattern of the address, `/api/v1/admin/queues/:name/pause`. */
  route: string;
  /** The address itself, without its query. */
  path: string;
  /** What the address names: a queue, a worker, a task. */
  target: string | null;
  /** Of the answer. */
  status: number;
  /** Unique; log lines carry it too. */
  requestId: string;
}

export interface RecordedEntry extends AuditEntry {
  id: number;
}

/** Which entries are wanted; instants are UTC ms, both inclusive. */
export interface AuditFilter {
  actor?: string;
  target?: string;
  since?: number;
  until?: number;
}

/** Who changed what: it only grows, until what is old is removed. */
@Injectable()
export class AuditRepository {
  private readonly writing = new GroupCommit<AuditEntry & { id: string }, boolean>((rows) =>
    this.insert(rows),
  );

  constructor(@Inject(Database) private readonly database: Database) {}

  async record(entry: AuditEntry): Promise<void> {
    await this.writing.add({ ...entry, id: entry.requestId });
  }

  /** The newest first; those that follow `after` where it is given. */
  list(
    filter: AuditFilter,
    limit: number,
    after?: Pick<RecordedEntry, 'at' | 'id'>,
  ): Promise<RecordedEntry[]> {
    const { actor, target, since, until } = filter;
    const conditions = [
      sql`true`,
      ...(actor === undefined ? [] : [sql`actor = ${actor}`]),
      ...(target === undefined ? [] : [sql`target = ${target}`]),
      ...(since === undefined ? [] : [sql`at >= ${instant(since)}`]),
      ...(until === undefined ? [] : [sql`at <= ${instant(until)}`]),
      ...(after === undefined ? [] : [sql`(at, id) < (${instant(after.at)}, ${after.id}::bigint)`]),
    ];
    return this.database.query(async (queries) => {
      const { rows } = await queries.execute<Record<keyof RecordedEntry, never>>(sql`
        select id::float8, extract(epoch from at)::float8 * 1000 as at, actor, key_id as "keyId", method, route,
          path, target, status, request_id as "requestId"
        from audit where ${sql.join(conditions, sql` and `)} order by audit.at desc, audit.id desc limit ${limit}`);
      return rows;
    });
  }

  /** Removes what is older than the instant (UTC ms); gives how many. */
  removeBefore(at: number): Promise<number> {
    return this.database.query(async (queries) => {
      const removed = await queries.execute(sql`delete from audit where at < ${instant(at)}`);
      return removed.rowCount ?? 0;
    });
  }

  private async insert(rows: readonly AuditEntry[]): Promise<boolean[]> {
    const of = (value: (row: AuditEntry) => unknown): SQL => sql`${sql.param(rows.map(value))}`;
    await this.database.query((queries) =>
      queries.execute(sql`
        insert into audit (at, actor, key_id, method, route, path, target, status, request_id)
        select * from unnest(${of(({ at }) => new Date(at).toISOString())}::timestamptz[],
          ${of((row) => row.actor)}::text[], ${of((row) => row.keyId)}::text[],
          ${of((row) => row.method)}::text[], ${of((row) => row.route)}::text[],
          ${of((row) => row.path)}::text[], ${of((row) => row.target)}::text[], ${of((row) => row.status)}::integer[],
          ${of((row) => row.requestId)}::text[])`),
    );
    return rows.map(() => true);
  }
}

function instant(at: number): SQL {
  return sql`${new Date(at).toISOString()}::timestamptz`;
}
