import { Inject, Injectable } from '@nestjs/common';
import { sql, type SQL } from 'drizzle-orm';
import { Database } from '../database.js';

/** A rule that does not hold, and of what. */
export interface Firing {
  rule: string;
  /** A job or a queue. */
  subject: string;
  value: number;
  threshold: number;
}

/** A firing on record, with what it was when it began. Instants are UTC ms. */
export interface Alert extends Firing {
  id: number;
  begunAt: number;
  /** Null while it is on. */
  endedAt: number | null;
}

type AlertRow = Omit<Alert, 'begunAt' | 'endedAt'> & { begunAt: string; endedAt: string | null };

/** Alerts that ended longer ago were told, by whoever ended them or by those who looked after him. */
const TOLD_AFTER = sql`interval '1 hour'`;

/** The record of what is not well. */
@Injectable()
export class AlertRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /**
   * Opens an alert for what fires and has none, and ends those of which nothing fires any more. Gives all that are open or
   * ended lately, the oldest first.
   */
  async settle(firing: readonly Firing[], now: number): Promise<Alert[]> {
    const at = toTimestamp(now);
    const fired = sql`jsonb_to_recordset(${JSON.stringify(firing)}::jsonb)
      as f(rule text, subject text, value float8, threshold float8)`;
    return this.database.transaction(async ({ queries }) => {
      await queries.execute(sql`
        update alerts a set ended_at = ${at} where ended_at is null
          and not exists (select from ${fired} where f.rule = a.rule and f.subject = a.subject)`);
      await queries.execute(sql`
        insert into alerts (rule, subject, value, threshold, begun_at)
        select f.rule, f.subject, f.value, f.threshold, ${at} from ${fired}
        on conflict (rule, subject) where ended_at is null do nothing`);
      const { rows } = await queries.execute<AlertRow & Record<string, unknown>>(sql`
        select id, rule, subject, value, threshold, begun_at as "begunAt", ended_at as "endedAt" from alerts
        where ended_at is null or ended_at > ${at} - ${TOLD_AFTER} order by id`);
      return rows.map(toAlert);
    });
  }
}

function toAlert({ begunAt, endedAt, ...alert }: AlertRow): Alert {
  return { ...alert, begunAt: Date.parse(begunAt), endedAt: endedAt === null ? null : Date.parse(endedAt) };
}

function toTimestamp(instant: number): SQL {
  return sql`${new Date(instant).toISOString()}::timestamptz`;
}
