import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { answerOrUnavailable, keys, RedisConnections } from '#redis';

/** What is open for longer was left by a process that has ended. */
const FORGOTTEN_MS = 60_000;

/** Submissions that are looked at and not on record yet, over all processes: many at once would each count none of the others. */
@Injectable()
export class OpenSubmissions {
  constructor(@Inject(RedisConnections) private readonly connections: RedisConnections) {}

  /**
   * Tells how many of the owner are open with this one, and how it is ended.
   * @throws BarkeepError STORE_UNAVAILABLE
   */
  async begin(owner: string): Promise<{ count: number; end: () => Promise<void> }> {
    const [place, name, at] = [keys.openSubmissions(owner), randomUUID(), Date.now()];
    const { tasks } = this.connections;
    const answers = await answerOrUnavailable(() =>
      tasks
        .multi()
        .zremrangebyscore(place, 0, at - FORGOTTEN_MS)
        .zadd(place, at, name)
        .zcard(place)
        .pexpire(place, FORGOTTEN_MS)
        .exec(),
    );
    const end = async () => void (await answerOrUnavailable(() => tasks.zrem(place, name)));
    return { count: Number(answers?.[2][1]), end };
  }
}
