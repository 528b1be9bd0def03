import { Global, Inject, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '#config';
import { answerOrUnavailable } from './answer-or-unavailable.js';
import { assertRedisIsSafe } from './assert-redis-is-safe.js';
import { RedisConnections } from './redis-connections.js';
import { RedisHealth } from './redis-health.js';

/** Redis for every room that needs it: checked before anything starts, closed after everything stopped. */
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
  constructor(@Inject(RedisConnections) private readonly connections: RedisConnections) {}

  async onModuleInit(): Promise<void> {
    await answerOrUnavailable(() => Promise.all(this.connections.distinct().map(assertRedisIsSafe)));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.connections.close();
  }
}
