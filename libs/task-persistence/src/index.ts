export * from './idempotency-keys.js';
export * from './redis-task-store.js';
export * from './task-persistence.module.js';
