export { HeartbeatModule } from './heartbeat.module.js';
export { Heartbeats, type LivingProcess } from './heartbeats.js';
export type { ProcessFacts } from './process-facts.js';
export * from './idempotency-keys.js';
export * from './redis-task-store.js';
export * from './task-persistence.module.js';
