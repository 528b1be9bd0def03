import { Inject, Injectable } from '@nestjs/common';
import { answerOrUnavailable } from './answer-or-unavailable.js';
import { RedisConnections } from './redis-connections.js';

/** Whether every Redis that is used answers. Has the shape that the health module asks for. */
@Injectable()
export class RedisHealth {
  readonly name = 'redis';

  constructor(@Inject(RedisConnections) private readonly connections: RedisConnections) {}

  /** @throws BarkeepError STORE_UNAVAILABLE. */
  async check(): Promise<{ latency_ms: number }> {
    const start = performance.now();
    await answerOrUnavailable(() =>
      Promise.all(this.connections.distinct().map((connection) => connection.ping())),
    );
    return { latency_ms: Math.round(performance.now() - start) };
  }
}
