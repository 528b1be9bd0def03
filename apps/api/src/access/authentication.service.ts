import type { IncomingHttpHeaders } from 'node:http';
import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { parseCookie } from 'cookie';
import { APP_CONFIG, isAccessOn, type AppConfig } from '#config';
import { ApiKeys, keyIn, type ApiKey } from '#database';
import { LOCAL_IDENTITY, type Identity, type Session } from './identity.js';
import { Sessions } from './sessions.service.js';
import { Tickets } from './tickets.service.js';

export const SESSION_COOKIE = 'barkeep_session';

/** What a caller showed. */
export interface Credentials {
  key?: string;
  /** Lets in once. */
  ticket?: string;
  /** Of the page's cookie. */
  session?: string;
}

/** Finds out who calls. */
@Injectable()
export class Authentication {
  readonly isOn: boolean;

  constructor(
    @Inject(APP_CONFIG) config: AppConfig,
    @Inject(ApiKeys) private readonly keys: ApiKeys,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Tickets) private readonly tickets: Tickets,
  ) {
    this.isOn = isAccessOn(config);
  }

  /**
   * Undefined when what was shown does not let in. Only the first that is there counts: a key, a ticket, a login.
   * @throws BarkeepError STORE_UNAVAILABLE
   */
  async identify({ key, ticket, session }: Credentials): Promise<Identity | undefined> {
    if (!this.isOn) return LOCAL_IDENTITY;
    if (key !== undefined) return toIdentity(await this.keys.identify(key));
    if (ticket !== undefined) return this.ofKey(await this.tickets.redeem(ticket));
    const open = session === undefined ? undefined : await this.sessions.find(session);
    return open && this.ofKey(open.keyId, { secret: open.secret, expiresAt: open.expiresAt });
  }

  /** Whether one who came in before would come in still. */
  async holds({ keyId, session }: Identity): Promise<boolean> {
    if (keyId === null) return true;
    if (!(await this.keys.find(keyId))) return false;
    return session === undefined || this.sessions.isOpen(session);
  }

  private async ofKey(keyId: string | undefined, session?: Session): Promise<Identity | undefined> {
    return keyId === undefined ? undefined : toIdentity(await this.keys.find(keyId), session);
  }
}

function toIdentity(key: ApiKey | undefined, session?: Session): Identity | undefined {
  return key && { owner: key.owner, role: key.role, keyId: key.id, quotas: key.quotas, session };
}

/** What the headers of a request or an upgrade show. */
export function credentialsIn(headers: IncomingHttpHeaders): Credentials {
  const session = headers.cookie === undefined ? undefined : parseCookie(headers.cookie)[SESSION_COOKIE];
  return { key: keyIn(headers), session };
}

/** What a page that is logged in sends with changing calls; other pages can't read it. */
export function csrfTokenOf({ secret }: Session): string {
  return createHash('sha256').update(`csrf ${secret}`).digest('base64url');
}

export function isCsrfToken(session: Session, given: unknown): boolean {
  const wanted = Buffer.from(csrfTokenOf(session));
  const shown = Buffer.from(typeof given === 'string' ? given : '');
  return shown.length === wanted.length && timingSafeEqual(shown, wanted);
}
