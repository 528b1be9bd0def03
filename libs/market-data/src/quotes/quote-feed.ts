import { Inject, Injectable } from '@nestjs/common';
import { keys, RedisConnections } from '#redis';

/**
 * Tells every process of which symbols there is a new quote; what it says stands in the store. A message may be lost: the
 * next one is a minute away.
 */
@Injectable()
export class QuoteFeed {
  constructor(@Inject(RedisConnections) private readonly connections: RedisConnections) {}

  /** Never fails: what is stored is stored, heard or not. */
  async publish(symbols: readonly string[]): Promise<void> {
    if (symbols.length === 0) return;
    await this.connections.tasks.publish(keys.quotes, JSON.stringify(symbols)).catch(() => undefined);
  }

  /** Resolves when messages are heard; after an interruption they are heard again. */
  async listen(listener: (symbols: readonly string[]) => void): Promise<void> {
    const connection = this.connections.subscriber();
    connection.on('message', (channel: string, text: string) => {
      if (channel === keys.quotes) listener(JSON.parse(text) as string[]);
    });
    await connection.subscribe(keys.quotes);
  }
}
