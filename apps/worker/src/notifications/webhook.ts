import { createHmac } from 'node:crypto';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { BARKEEP_VERSION } from '#config';
import { lookupPublic, refusePrivate } from './public-address.js';

const PATIENCE_MS = 10_000;

export interface Webhook {
  url: string;
  /** The key of the signature; empty for none. */
  secret: string;
  allowPrivate: boolean;
}

/**
 * Posts a JSON text, signed: `X-Barkeep-Signature` is `sha256=` and the hexadecimal HMAC-SHA256 of
 * `<X-Barkeep-Timestamp>.<body>`, the timestamp in seconds since 1970. Follows no redirect.
 * @returns the status of the answer.
 * @throws PrivateAddress; what the network says, also of an answer that takes longer than ten seconds.
 */
export async function postWebhook(
  { url: address, secret, allowPrivate }: Webhook,
  { id, body, at }: { id: string; body: string; at: number },
  signal: AbortSignal,
): Promise<number> {
  const url = new URL(address);
  if (!allowPrivate) refusePrivate(url);
  const timestamp = String(Math.floor(at / 1_000));
  const options = {
    method: 'POST',
    agent: false,
    lookup: allowPrivate ? undefined : lookupPublic,
    signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'user-agent': `barkeep/${BARKEEP_VERSION}`,
      'x-barkeep-id': id,
      'x-barkeep-timestamp': timestamp,
      ...(secret && { 'x-barkeep-signature': sign(secret, `${timestamp}.${body}`) }),
    },
  };
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const asked = send(url, options, (answer) => {
      // What it says besides is of no use, and may be endless.
      answer.destroy();
      resolve(answer.statusCode ?? 0);
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

function sign(secret: string, text: string): string {
  return `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`;
}
