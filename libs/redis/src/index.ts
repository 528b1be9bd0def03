export * from './answer-or-unavailable.js';
export * from './assert-redis-is-safe.js';
export type { RedisConnection } from './connect-redis.js';
export * from './key-names.js';
export * from './redis-connections.js';
export * from './redis-script.js';
export * from './redis-health.js';
export * from './redis.module.js';
export * from './token-buckets.js';
