import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** An address of this machine, its network or a cloud's metadata: nothing of the internet. */
export class PrivateAddress extends Error {
  constructor() {
    super('the address is private');
    this.name = 'PrivateAddress';
  }
}

/** Azure's machine services: an address of the internet by its number, of the host by what answers. */
const HOST_SERVICES = '168.63.129.16';

/**
 * A resolver of addresses of the internet; a name that has any other is refused. At the connection itself, so that no
 * name changes between look and use.
 */
export function lookupPublic(lookup: LookupFunction): LookupFunction {
  return (host, options, callback) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const addresses = Array.isArray(found) ? found : [];
      if (addresses.length === 0 || !addresses.every(({ address }) => isPublic(address)))
        return callback(new PrivateAddress(), []);
      if (options.all) return callback(null, addresses);
      return callback(null, addresses[0].address, addresses[0].family);
    });
  };
}

/** Names are looked at when they are resolved; addresses are never resolved. @throws PrivateAddress */
export function refusePrivate({ hostname }: URL): void {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isPublic(host)) throw new PrivateAddress();
}

function isPublic(address: string): boolean {
  const known = ipaddr.process(address);
  return known.range() === 'unicast' && known.toString() !== HOST_SERVICES;
}
