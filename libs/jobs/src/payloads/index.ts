export * from './backtest-run.payload.js';
export * from './empty.payload.js';
