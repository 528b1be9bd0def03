export * from './backtest-run.payload.js';
export * from './dataset.payload.js';
export * from './empty.payload.js';
export * from './historical-prices.payload.js';
export * from './monte-carlo.payload.js';
export * from './optimise-run.payload.js';
export * from './optimise-trials.payload.js';
export * from './strategy-validation.payload.js';
