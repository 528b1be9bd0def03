import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { BarkeepError } from '#domain';
import { Authentication, credentialsIn } from './authentication.service.js';
import type { Identity } from './identity.js';
import { OpenConnections } from './open-connections.service.js';

/** Lets in those that open a socket, and sees that they go when they may no longer stay. */
@Injectable()
export class SocketDoor {
  constructor(
    @Inject(Authentication) private readonly authentication: Authentication,
    @Inject(OpenConnections) private readonly connections: OpenConnections,
  ) {}

  /**
   * By what was said on opening, which a page's script chooses, else by the headers of the request.
   * @throws BarkeepError UNAUTHENTICATED, STORE_UNAVAILABLE
   */
  async admit(
    headers: IncomingMessage['headers'],
    said: Readonly<Record<string, unknown>>,
  ): Promise<Identity> {
    const shown = credentialsIn(headers);
    const identity = await this.authentication.identify({
      key: textOrNothing(said.key) ?? shown.key,
      ticket: textOrNothing(said.ticket),
      session: shown.session,
    });
    if (identity) return identity;
    throw new BarkeepError('UNAUTHENTICATED', 'Open the socket with a key, a ticket or a login.');
  }

  /** Watches an open socket until what it gives is called. */
  keep(identity: Identity, close: () => void): () => void {
    return this.connections.keep(identity, close);
  }
}

function textOrNothing(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
