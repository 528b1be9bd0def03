import type { AppConfig } from '#config';
import { BarkeepError } from '#domain';
import type { Handler } from '#jobs';
import { createFetch, PrivateAddress } from '#outbound';
import { postWebhook } from '../notifications/webhook.js';

/** Answers that may be another one later, beside those of a broken server. */
const PASSING = [408, 425, 429];

/** Sends a notification to where the settings say. Nothing of address or secret leaves it: both may open something. */
export function createNotificationHandler(
  config: Pick<AppConfig, 'NOTIFY_URL' | 'NOTIFY_SECRET' | 'NOTIFY_ALLOW_PRIVATE'>,
  now: () => number = Date.now,
): Handler<'notification'> {
  const { NOTIFY_URL: url, NOTIFY_SECRET: secret } = config;
  const fetch = createFetch({ allowPrivate: config.NOTIFY_ALLOW_PRIVATE });
  return async ({ taskId: id, payload, signal }) => {
    if (!url) return { outcome: 'skipped', summary: { reason: 'NOTIFY_URL is not set' } };
    const { event, at, data } = payload;
    const body = JSON.stringify({ id, event, at, data });
    const status = await postWebhook({ url, secret, fetch }, { id, body, at: now() }, signal).catch(
      (error: unknown) => {
        signal.throwIfAborted();
        throw toFault(error);
      },
    );
    refuseUnlessTaken(status);
    return { outcome: 'ok', summary: { event, http_status: status } };
  };
}

function refuseUnlessTaken(status: number): void {
  if (status >= 200 && status < 300) return;
  const said = `The receiver answered with status ${status}`;
  if (status >= 500 || PASSING.includes(status)) throw new BarkeepError('NOTIFICATION_UNDELIVERED', said);
  throw new BarkeepError('NOTIFICATION_REFUSED', said);
}

function toFault(error: unknown): BarkeepError {
  if (error instanceof PrivateAddress)
    return new BarkeepError(
      'NOTIFICATION_REFUSED',
      'NOTIFY_URL leads to a private address, which NOTIFY_ALLOW_PRIVATE does not allow',
    );
  // What fetch throws says no more than that it failed.
  const cause = ((error as Error).cause ?? error) as NodeJS.ErrnoException;
  const code = cause.code ?? cause.name;
  return new BarkeepError('NOTIFICATION_UNDELIVERED', `The receiver could not be reached (${code})`);
}
