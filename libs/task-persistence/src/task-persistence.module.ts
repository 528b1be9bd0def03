import { Global, Logger, Module } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '#config';
import { TASK_STORE } from '#jobs';
import { RedisConnections, RedisModule } from '#redis';
import { Heartbeats } from './heartbeats.js';
import { IdempotencyKeys } from './idempotency-keys.js';
import { RedisTaskStore } from './redis-task-store.js';

/** Binds the port `TaskStore` to Redis. */
@Global()
@Module({
  imports: [RedisModule],
  providers: [
    Heartbeats,
    IdempotencyKeys,
    {
      provide: TASK_STORE,
      inject: [RedisConnections, APP_CONFIG],
      useFactory: (connections: RedisConnections, config: AppConfig) => {
        const log = new Logger('TaskStore');
        const lifetimes = { events: config.PROGRESS_TTL_SECONDS, finished: config.RESULT_TTL_SECONDS };
        return new RedisTaskStore(connections, lifetimes, (error) =>
          log.warn(`A watcher failed: ${String(error)}`),
        );
      },
    },
  ],
  exports: [TASK_STORE, Heartbeats, IdempotencyKeys],
})
export class TaskPersistenceModule {}
