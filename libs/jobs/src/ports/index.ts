export * from './run-history.js';
export * from './task-store.js';
export * from './tokens.js';
