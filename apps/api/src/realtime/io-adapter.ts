import type { IncomingMessage } from 'node:http';
import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions } from 'socket.io';
import { isAllowedOrigin } from '../http/allowed-origin.js';

/** Socket.IO as this house needs it. */
export class BarkeepIoAdapter extends IoAdapter {
  constructor(
    app: INestApplicationContext,
    private readonly origins: readonly string[],
  ) {
    super(app);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    return super.createIOServer(port, {
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
  }
}
