export * from './bound-strategy.js';
export * from './compiled-strategy.js';
export * from './expression-tree.js';
