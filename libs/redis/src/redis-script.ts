import { createHash } from 'node:crypto';
import type { RedisConnection } from './connect-redis.js';

type Argument = string | number;

/** A Lua script that Redis runs in one step. */
export class RedisScript<Reply> {
  private readonly sha: string;
  private hasRun = false;

  constructor(private readonly lua: string) {
    this.sha = createHash('sha1').update(lua).digest('hex');
  }

  /** Whether Redis has run it for this process, and not lost it since: then it needs no second call. */
  get isKnown(): boolean {
    return this.hasRun;
  }

  /** Runs it by its digest, and sends the text where Redis does not know it yet. */
  async run(connection: RedisConnection, keys: readonly string[], args: readonly Argument[]): Promise<Reply> {
    const rest = [...keys, ...args];
    try {
      const reply = (await connection.evalsha(this.sha, keys.length, ...rest)) as Reply;
      this.hasRun = true;
      return reply;
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
      this.hasRun = false;
      return (await connection.eval(this.lua, keys.length, ...rest)) as Reply;
    }
  }
}
