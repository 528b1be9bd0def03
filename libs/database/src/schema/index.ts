export * from './backtest-results.js';
export * from './backtest-runs.js';
export * from './market-data.js';
export * from './optimisations.js';
export * from './quarantine.js';
export * from './strategies.js';
export * from './tasks.js';
export * from './schedules.js';
