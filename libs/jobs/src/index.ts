export * from './handler.js';
export * from './job-registry.js';
export * from './payloads/index.js';
export * from './ports/index.js';
export * from './queue-table.js';
export * from './retry-policies.js';
export * from './task.js';
