import ipaddr from 'ipaddr.js';
import type { AppConfig } from './settings.js';

/** Whether only programs of this machine reach what listens there. */
export function isLoopback(host: string): boolean {
  const address = host.replace(/^\[|\]$/g, '');
  return (
    address === 'localhost' || (ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback')
  );
}

/** Whether callers need a key. */
export function isAccessOn({ AUTH, HOST }: Pick<AppConfig, 'AUTH' | 'HOST'>): boolean {
  return AUTH === 'auto' ? !isLoopback(HOST) : AUTH === 'on';
}
