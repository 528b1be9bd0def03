import {
  Global,
  Inject,
  Logger,
  Module,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '#config';
import { answerOrUnavailable } from './answer-or-unavailable.js';
import { assertRedisIsSafe } from './assert-redis-is-safe.js';
import { describeRedis } from './describe-redis.js';
import { RedisConnections } from './redis-connections.js';
import { RedisHealth } from './redis-health.js';

/** Redis for every room that needs it: checked before anything starts (what is unsafe ends the start, what is unwise is a warning), closed after everything stopped. */
@Global()
@Module({
  providers: [
    {
      provide: RedisConnections,
      inject: [APP_CONFIG],
      useFactory: (config: AppConfig) => new RedisConnections(config),
    },
    RedisHealth,
  ],
  exports: [RedisConnections, RedisHealth],
})
export class RedisModule implements OnModuleInit, OnApplicationShutdown {
  private readonly log = new Logger('Redis');

  constructor(@Inject(RedisConnections) private readonly connections: RedisConnections) {}

  async onModuleInit(): Promise<void> {
    const servers = await answerOrUnavailable(() => this.connections.servers());
    try {
      await answerOrUnavailable(() => Promise.all(servers.map(assertRedisIsSafe)));
    } catch (error) {
      await this.connections.close();
      throw error;
    }
    const described = await Promise.all(servers.map(describeRedis));
    for (const warning of new Set(described.flatMap(({ warnings }) => warnings))) this.log.warn(warning);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.connections.close();
  }
}
