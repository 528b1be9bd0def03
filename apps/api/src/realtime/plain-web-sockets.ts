import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { Logger } from '@nestjs/common';
import { WebSocketServer, type WebSocket } from 'ws';
import type { ErrorKind } from '#domain';
import type { Identity } from '../access/identity.js';
import type { SocketDoor } from '../access/socket-door.service.js';
import { isAllowedOrigin } from '../http/allowed-origin.js';
import { toBarkeepError } from '../problems/foreign-error.js';
import { parseLastSeq } from './last-seq.js';
import { createMessageCount, type SocketLimits } from './socket-limits.js';
import type { TaskAddresses } from './task-addresses.service.js';
import type { TaskWatch } from './task-watch.service.js';
import { CLOSE, WebSocketListener } from './web-socket-listener.js';

const SOCKET_IO_PATH = /^\/socket\.io\//;
const BEAT_MS = 25_000;
/** Clients have nothing to say here. */
const MAX_MESSAGE_BYTES = 1_024;

function refuse(socket: Duplex, line: string): void {
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${line}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Who opened which address. */
interface Visit {
  identity: Identity;
  path: string;
}

const REFUSALS: { readonly [Kind in ErrorKind]?: string } = { unauthenticated: '401 Unauthorized' };

/** Serves `ws://host/ws/backtest/{task_id}?last_seq=k` and `/ws/strategy/{strategy_id}` beside Socket.IO and refuses any other upgrade. */
export class PlainWebSockets {
  private readonly log = new Logger('PlainWebSockets');
  private readonly server = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  private readonly alive = new WeakSet<WebSocket>();
  private readonly beat: NodeJS.Timeout;

  constructor(
    private readonly addresses: TaskAddresses,
    private readonly watch: TaskWatch,
    private readonly origins: readonly string[],
    private readonly limits: SocketLimits,
    private readonly door: SocketDoor,
  ) {
    this.beat = setInterval(() => this.dropSilent(), BEAT_MS).unref();
  }

  attach(http: Server): void {
    http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      // Not by `new URL`, which throws at some of what clients may write, and nothing here would catch it.
      const [path, words] = (request.url ?? '/').split('?', 2);
      const said = new URLSearchParams(words);
      if (SOCKET_IO_PATH.test(path)) return;
      if (!this.addresses.isAddress(path)) return refuse(socket, '404 Not Found');
      if (!isAllowedOrigin(request.headers.origin, request.headers.host, this.origins)) {
        return refuse(socket, '403 Forbidden');
      }
      const release = this.limits.admit(request);
      if (!release) return refuse(socket, '429 Too Many Requests');
      socket.once('close', release);
      socket.once('error', release);
      this.door.admit(request.headers, { ticket: said.get('ticket') }).then(
        (identity) =>
          this.server.handleUpgrade(request, socket, head, (client) => {
            client.once(
              'close',
              this.door.keep(identity, () => client.close(CLOSE.notLetIn, 'UNAUTHENTICATED')),
            );
            void this.serve(client, { identity, path }, said.get('last_seq'));
          }),
        (error: unknown) => refuse(socket, REFUSALS[toBarkeepError(error).kind] ?? '503 Service Unavailable'),
      );
    });
  }

  close(): void {
    clearInterval(this.beat);
    for (const client of this.server.clients) client.close(CLOSE.goingAway);
    this.server.close();
  }

  private async serve(client: WebSocket, { identity, path }: Visit, lastSeq: string | null): Promise<void> {
    client.on('error', (error) => this.log.debug({ message: 'client error', err: error }));
    const isFew = createMessageCount();
    client.on('message', () => {
      if (!isFew()) client.close(CLOSE.tooMuch);
    });
    client.on('pong', () => this.alive.add(client));
    this.alive.add(client);
    try {
      const taskId = await this.addresses.taskAt(path, identity);
      const stop = await this.watch.follow(taskId, new WebSocketListener(client), parseLastSeq(lastSeq));
      if (client.readyState === client.OPEN) client.once('close', stop);
      else stop();
    } catch (error) {
      const { code, message, kind } = toBarkeepError(error);
      client.send(JSON.stringify({ event: 'connect_error', ...this.addresses.nameOf(path), code, message }));
      const closing = { not_found: CLOSE.notFound, malformed: CLOSE.badRequest }[kind as string];
      client.close(closing ?? CLOSE.unavailable, code);
    }
  }

  /** A client that has not answered the last beat is gone, and what waits for it with it. */
  private dropSilent(): void {
    for (const client of this.server.clients) {
      if (!this.alive.delete(client)) client.terminate();
      else client.ping();
    }
  }
}
