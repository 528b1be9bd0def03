import { Logger } from '@nestjs/common';
import type { OnGatewayConnection, OnGatewayInit } from '@nestjs/websockets';
import type { Namespace, Socket } from 'socket.io';
import type { TaskLookup } from '../tasks/task-lookup.js';
import { toConnectError } from './connect-error.js';
import { identityOf } from './guard-namespace.js';
import { parseLastSeq } from './last-seq.js';
import { SocketListener } from './socket-listener.js';
import type { TaskAddresses } from './task-addresses.service.js';
import type { TaskWatch } from './task-watch.service.js';

/** Serves one task in each namespace: `io(base + websocket_url, { auth: { last_seq } })`. */
export abstract class TaskGateway implements OnGatewayInit<Namespace>, OnGatewayConnection<Socket> {
  private readonly log = new Logger('TaskGateway');

  protected constructor(
    private readonly addresses: TaskAddresses,
    private readonly lookup: TaskLookup,
    private readonly watch: TaskWatch,
  ) {}

  /** Guards don't run on a connect, so that the namespace itself refuses what it can't serve. */
  afterInit(namespace: Namespace): void {
    namespace.use((socket, next) => {
      this.admit(socket).then(
        () => next(),
        (error: unknown) => next(toConnectError(error)),
      );
    });
  }

  async handleConnection(socket: Socket): Promise<void> {
    const listener = new SocketListener(socket);
    const lastSeq = parseLastSeq(socket.handshake.auth.last_seq);
    try {
      const taskId = await this.addresses.taskAt(socket.nsp.name, identityOf(socket));
      const stop = await this.watch.follow(taskId, listener, lastSeq);
      if (socket.connected) socket.once('disconnect', stop);
      else stop();
    } catch (error) {
      this.log.warn({ message: 'a client can’t be served', address: socket.nsp.name, err: error });
      listener.end('away');
    }
  }

  private async admit(socket: Socket): Promise<void> {
    parseLastSeq(socket.handshake.auth.last_seq);
    await this.lookup.require(await this.addresses.taskAt(socket.nsp.name, identityOf(socket)));
  }
}
