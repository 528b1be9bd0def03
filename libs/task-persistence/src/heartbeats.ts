import { Inject, Injectable } from '@nestjs/common';
import { answerOrUnavailable, KEY_PREFIX, RedisConnections } from '#redis';

/** Processes that others ask after. */
export type ProcessKind = 'scheduler' | 'worker';

export const BEAT_MS = 5_000;
/** A process that was not heard for so long counts as gone. */
const SILENCE_MS = 4 * BEAT_MS;

/** A process that was heard lately. */
export interface LivingProcess {
  name: string;
  /** UTC milliseconds. */
  heardAt: number;
}

/** Who is alive: each scheduler and worker says so every few seconds. */
@Injectable()
export class Heartbeats {
  constructor(@Inject(RedisConnections) private readonly connections: RedisConnections) {}

  async beat(kind: ProcessKind, name: string, now: number): Promise<void> {
    await answerOrUnavailable(async () => {
      await this.connections.tasks.zadd(keyOf(kind), now, name);
      await this.connections.tasks.zremrangebyscore(keyOf(kind), 0, now - SILENCE_MS);
    });
  }

  async leave(kind: ProcessKind, name: string): Promise<void> {
    await answerOrUnavailable(() => this.connections.tasks.zrem(keyOf(kind), name));
  }

  async living(kind: ProcessKind, now: number): Promise<LivingProcess[]> {
    const flat = await answerOrUnavailable(() =>
      this.connections.tasks.zrangebyscore(keyOf(kind), now - SILENCE_MS, '+inf', 'WITHSCORES'),
    );
    return flat.flatMap((name, index) =>
      index % 2 === 0 ? [{ name, heardAt: Number(flat[index + 1]) }] : [],
    );
  }
}

function keyOf(kind: ProcessKind): string {
  return `${KEY_PREFIX}:processes:${kind}`;
}
