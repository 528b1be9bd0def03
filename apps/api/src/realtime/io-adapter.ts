import type { IncomingMessage } from 'node:http';
import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Namespace, Server, ServerOptions } from 'socket.io';
import type { SocketDoor } from '../access/socket-door.service.js';
import { isAllowedOrigin } from '../http/allowed-origin.js';
import { guardNamespace } from './guard-namespace.js';
import { createMessageCount, type SocketLimits } from './socket-limits.js';

/** A connection that may carry several namespaces, as the library has it. */
interface EngineClient {
  request: IncomingMessage;
  on(event: 'packet', listener: () => void): void;
  once(event: 'close', listener: () => void): void;
  close(discard: boolean): void;
}

/** Socket.IO as this house needs it. */
export class BarkeepIoAdapter extends IoAdapter {
  constructor(
    app: INestApplicationContext,
    private readonly origins: readonly string[],
    private readonly limits: SocketLimits,
    private readonly door: SocketDoor,
  ) {
    super(app);
  }

  override create(port: number, options?: ServerOptions & { namespace?: string; server?: Server }): Server {
    const created = super.create(port, options);
    if (options?.namespace !== undefined) guardNamespace(created as Namespace, this.door);
    return created as Server;
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const server = super.createIOServer(port, {
      ...options,
      // Else every task id that was ever tried stays in memory.
      cleanupEmptyChildNamespaces: true,
      // Else plain WebSocket upgrades are cut off after a second.
      destroyUpgrade: false,
      serveClient: false,
      maxHttpBufferSize: 65_536,
      cors: { origin: [...this.origins] },
      allowRequest: (request: IncomingMessage, decide: (error: string | null, allowed: boolean) => void) =>
        decide(null, isAllowedOrigin(request.headers.origin, request.headers.host, this.origins)),
    } as unknown as ServerOptions);
    server.engine.on('connection', (client: EngineClient) => this.bound(client));
    return server;
  }

  private bound(client: EngineClient): void {
    const release = this.limits.admit(client.request);
    if (!release) return client.close(true);
    const isFew = createMessageCount();
    client.once('close', release);
    client.on('packet', () => {
      if (!isFew()) client.close(true);
    });
  }
}
