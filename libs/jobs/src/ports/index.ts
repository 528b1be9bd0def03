export * from './run-history.js';
export type * from './schedule-source.js';
export * from './task-store.js';
export * from './tokens.js';
