export * from './dataset-columns.js';
export * from './dataset-table.js';
