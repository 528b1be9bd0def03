import { isLoopback } from './access.js';
import type { AppConfig } from './settings.js';

/** What `auto` means where others than programs of this machine come. */
const REQUESTS_PER_MINUTE = 1_200;
const SOCKETS_PER_ADDRESS = 100;

/** How many requests a minute one caller may send; Infinity for any number. */
export function requestsPerMinute(settings: Pick<AppConfig, 'REQUESTS_PER_MINUTE' | 'HOST'>): number {
  return limitOf(settings.REQUESTS_PER_MINUTE, settings.HOST, REQUESTS_PER_MINUTE);
}

/** How many sockets one address may hold open; Infinity for any number. */
export function socketsPerAddress(settings: Pick<AppConfig, 'SOCKETS_PER_ADDRESS' | 'HOST'>): number {
  return limitOf(settings.SOCKETS_PER_ADDRESS, settings.HOST, SOCKETS_PER_ADDRESS);
}

function limitOf(setting: number | 'auto', host: string, usual: number): number {
  if (setting === 'auto') return isLoopback(host) ? Infinity : usual;
  return setting === 0 ? Infinity : setting;
}
