export * from './run-history.js';
export * from './task-store.js';
