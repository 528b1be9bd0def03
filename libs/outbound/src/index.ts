export * from './guarded-fetch.js';
export { PrivateAddress } from './public-address.js';
export * from './read-text.js';
