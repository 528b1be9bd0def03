import { createHmac } from 'node:crypto';
import { BARKEEP_VERSION } from '#config';
import type { OutboundFetch } from '#outbound';

const PATIENCE_MS = 10_000;

export interface Webhook {
  url: string;
  /** The key of the signature; empty for none. */
  secret: string;
  /** Follows no redirect. */
  fetch: OutboundFetch;
}

/**
 * Posts a JSON text, signed: `X-Barkeep-Signature` is `sha256=` and the hexadecimal HMAC-SHA256 of
 * `<X-Barkeep-Timestamp>.<body>`, the timestamp in seconds since 1970.
 * @returns the status of the answer.
 * @throws PrivateAddress; what the network says, also of an answer that takes longer than ten seconds.
 */
export async function postWebhook(
  { url, secret, fetch }: Webhook,
  { id, body, at }: { id: string; body: string; at: number },
  signal: AbortSignal,
): Promise<number> {
  const timestamp = String(Math.floor(at / 1_000));
  const answer = await fetch(url, {
    method: 'POST',
    body,
    signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
    headers: {
      'content-type': 'application/json',
      'user-agent': `barkeep/${BARKEEP_VERSION}`,
      'x-barkeep-id': id,
      'x-barkeep-timestamp': timestamp,
      ...(secret && { 'x-barkeep-signature': sign(secret, `${timestamp}.${body}`) }),
    },
  });
  // What it says besides is of no use, and may be endless.
  await answer.body?.cancel();
  return answer.status;
}

function sign(secret: string, text: string): string {
  return `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`;
}
