import { Inject, Injectable } from '@nestjs/common';
import type { ProcessFacts } from './process-facts.js';
import { answerOrUnavailable, KEY_PREFIX, RedisConnections } from '#redis';

/** Processes that others ask after. */
export type ProcessKind = 'scheduler' | 'worker';

export const BEAT_MS = 4_000;
/** A process that was not heard for so long counts as gone: two beats may be lost or late, a third may not. */
const SILENCE_MS = 3 * BEAT_MS;

/** A process that was heard lately. */
export interface LivingProcess {
  name: string;
  /** UTC milliseconds. */
  heardAt: number;
  /** Null where it said no more than that it lives. */
  facts: ProcessFacts | null;
}

/** Who is alive: each scheduler and worker says so every few seconds. */
@Injectable()
export class Heartbeats {
  constructor(@Inject(RedisConnections) private readonly connections: RedisConnections) {}

  async beat(kind: ProcessKind, name: string, now: number, facts?: ProcessFacts): Promise<void> {
    await answerOrUnavailable(async () => {
      await this.connections.tasks.zadd(keyOf(kind), now, name);
      if (facts)
        await this.connections.tasks.set(factsKeyOf(kind, name), JSON.stringify(facts), 'PX', SILENCE_MS);
      await this.connections.tasks.zremrangebyscore(keyOf(kind), 0, now - SILENCE_MS);
    });
  }

  async leave(kind: ProcessKind, name: string): Promise<void> {
    await answerOrUnavailable(async () => {
      await this.connections.tasks.zrem(keyOf(kind), name);
      await this.connections.tasks.del(factsKeyOf(kind, name));
    });
  }

  async living(kind: ProcessKind, now: number): Promise<LivingProcess[]> {
    const flat = await answerOrUnavailable(() =>
      this.connections.tasks.zrangebyscore(keyOf(kind), now - SILENCE_MS, '+inf', 'WITHSCORES'),
    );
    const names = flat.filter((_, index) => index % 2 === 0);
    const facts = await this.factsOf(kind, names);
    return names.map((name, index) => ({ name, heardAt: Number(flat[2 * index + 1]), facts: facts[index] }));
  }

  private async factsOf(kind: ProcessKind, names: readonly string[]): Promise<(ProcessFacts | null)[]> {
    if (names.length === 0) return [];
    const keys = names.map((name) => factsKeyOf(kind, name));
    const texts = await answerOrUnavailable(() => this.connections.tasks.mget(...keys));
    return texts.map((text) => (text === null ? null : (JSON.parse(text) as ProcessFacts)));
  }
}

function keyOf(kind: ProcessKind): string {
  return `${KEY_PREFIX}:processes:${kind}`;
}

function factsKeyOf(kind: ProcessKind, name: string): string {
  return `${KEY_PREFIX}:process:${kind}:${name}`;
}
