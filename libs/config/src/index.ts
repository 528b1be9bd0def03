export * from './access.js';
export { listCeleryVariables } from './celery-variables.js';
export * from './find-stores.js';
export * from './limits.js';
export * from './config.module.js';
export * from './load-config.js';
export * from './settings.js';
export type { Setting } from './setting-kinds.js';
export * from './version.js';
