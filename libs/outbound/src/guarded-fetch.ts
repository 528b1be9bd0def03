import { lookup as lookupAnywhere } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, fetch, Headers, type RequestInit, type Response } from 'undici';
import { lookupPublic, PrivateAddress, refusePrivate } from './public-address.js';

export interface Guard {
  /** Whether a call may lead into a private network or to this machine. */
  allowPrivate: boolean;
  /** Resolves names; that of the machine unless a test brings its own. */
  lookup?: LookupFunction;
}

/** Calls an address by HTTP. */
export type OutboundFetch = (
  address: string,
  init: Pick<RequestInit, 'method' | 'headers' | 'body' | 'signal'>,
) => Promise<Response>;

/**
 * The way out to addresses that settings name. It connects to the very address that it looked at, and follows no
 * redirect: the answer that asks for one is the answer. The promise rejects with PrivateAddress, or what fetch throws.
 */
export function createFetch({ allowPrivate, lookup = lookupAnywhere }: Guard): OutboundFetch {
  const dispatcher = new Agent({ connect: { lookup: allowPrivate ? lookup : lookupPublic(lookup) } });
  return async (address, init) => {
    const url = new URL(address);
    if (!/^https?:$/.test(url.protocol)) throw new TypeError('only http and https are spoken');
    if (!allowPrivate) refusePrivate(url);
    const headers = new Headers(init.headers);
    moveCredentials(url, headers);
    try {
      return await fetch(url, { ...init, headers, dispatcher, redirect: 'manual' });
    } catch (error) {
      throw error instanceof Error && error.cause instanceof PrivateAddress ? error.cause : error;
    }
  };
}

/** `https://name:password@host` is not taken by fetch; both travel in a header anyhow. */
function moveCredentials(url: URL, headers: Headers): void {
  if (url.username === '' && url.password === '') return;
  const pair = [url.username, url.password].map(decodeURIComponent).join(':');
  headers.set('authorization', `Basic ${Buffer.from(pair).toString('base64')}`);
  url.username = url.password = '';
}
