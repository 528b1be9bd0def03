import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** An address of this machine, its network or a cloud's metadata: nothing of the internet. */
export class PrivateAddress extends Error {
  constructor() {
    super('the address is private');
    this.name = 'PrivateAddress';
  }
}

/** Resolves names to addresses of the internet; a name that has any other is refused. At the connection itself, so that no name changes between look and use. */
export const lookupPublic: LookupFunction = (host, options, callback) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, []);
    if (!addresses.every(({ address }) => isPublic(address))) return callback(new PrivateAddress(), []);
    if (options.all) return callback(null, addresses);
    return callback(null, addresses[0].address, addresses[0].family);
  });
};

/** Names are looked at when they are resolved; addresses are never resolved. @throws PrivateAddress */
export function refusePrivate({ hostname }: URL): void {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isPublic(host)) throw new PrivateAddress();
}

function isPublic(address: string): boolean {
  return ipaddr.process(address).range() === 'unicast';
}
