export * from './backtest-outcome.js';
export * from './backtest-request.js';
export * from './partial-run.js';
export * from './run-hooks.js';
