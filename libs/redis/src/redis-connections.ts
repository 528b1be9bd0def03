import { Logger } from '@nestjs/common';
import { Cluster, type Redis } from 'ioredis';
import type { AppConfig } from '#config';
import { connectRedis, type Patience, type RedisConnection } from './connect-redis.js';
import { parseRedisAddress } from './redis-address.js';

type RedisUrls = Pick<AppConfig, 'REDIS_URL' | 'QUEUE_REDIS_URL' | 'TASKS_REDIS_URL'>;

/** The connections of one process, opened when first asked for and closed together. */
export class RedisConnections {
  private readonly log = new Logger('Redis');
  private readonly opened = new Map<string, RedisConnection>();
  private readonly tasksUrl: string;
  private readonly queueUrl: string;

  constructor(urls: RedisUrls) {
    this.tasksUrl = urls.TASKS_REDIS_URL || urls.REDIS_URL;
    this.queueUrl = urls.QUEUE_REDIS_URL || urls.REDIS_URL;
    if (!this.tasksUrl || !this.queueUrl) throw new Error('REDIS_URL: no Redis is known');
  }

  /** Live task state. Its commands fail after a few tries while Redis is away. */
  get tasks(): RedisConnection {
    return this.open('tasks', this.tasksUrl, 'answer');
  }

  /** Where jobs are added and counted. Its commands fail after a few tries while Redis is away. */
  queue(): RedisConnection {
    return this.open('queue', this.queueUrl, 'answer');
  }

  /** Where jobs are taken: it waits for Redis, and the queue library makes its blocking duplicate of it. */
  queueWorker(): RedisConnection {
    return this.open('queue-worker', this.queueUrl, 'wait');
  }

  /**
   * Where a worker tells of the endings of light tasks. Where one Redis has both it is where their jobs are ended: what is sent
   * first is done first, and after an outage as well.
   */
  endings(): RedisConnection {
    return this.tasksUrl === this.queueUrl ? this.queueWorker() : this.tasks;
  }

  /** The one connection of the process that listens to channels; it subscribes again after an interruption. */
  subscriber(): RedisConnection {
    return this.open('subscriber', this.tasksUrl, 'wait');
  }

  /** One connection per Redis that is used, for checks. */
  distinct(): RedisConnection[] {
    return this.tasksUrl === this.queueUrl ? [this.tasks] : [this.tasks, this.queue()];
  }

  /** Every server that may hold our keys: of a Cluster all masters, since slots move. */
  async servers(): Promise<Redis[]> {
    const servers = this.distinct().map(async (connection) => {
      if (!(connection instanceof Cluster)) return [connection];
      // Which masters there are is known once one of them has answered.
      await connection.ping();
      return connection.nodes('master');
    });
    return (await Promise.all(servers)).flat();
  }

  async close(): Promise<void> {
    const all = [...this.opened.values()];
    this.opened.clear();
    await Promise.all(
      all.map(async (connection) => {
        if (connection.status === 'ready') await connection.quit().catch(() => undefined);
        connection.disconnect();
      }),
    );
  }

  private open(name: string, url: string, patience: Patience): RedisConnection {
    const known = this.opened.get(name);
    if (known) return known;
    const connection = connectRedis(url, patience);
    this.reportOutages(name, connection);
    const { ignoredDatabase } = parseRedisAddress(url);
    if (ignoredDatabase > 0) {
      this.log.warn(
        `Database ${ignoredDatabase} of the Redis address is not used: all keys lie in 0 under a prefix`,
      );
    }
    this.opened.set(name, connection);
    return connection;
  }

  /** One line when a connection goes and one when it is back, rather than one for each try. */
  private reportOutages(name: string, connection: RedisConnection): void {
    let away = false;
    connection.on('error', (error: Error) => {
      if (!away) this.log.warn(`Connection ${name}: ${error.message || 'Redis is away'}`);
      away = true;
    });
    connection.on('ready', () => {
      if (away) this.log.log(`Connection ${name}: Redis is back`);
      away = false;
    });
  }
}
