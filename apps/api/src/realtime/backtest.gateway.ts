import { Inject, Logger } from '@nestjs/common';
import { WebSocketGateway, type OnGatewayConnection, type OnGatewayInit } from '@nestjs/websockets';
import type { Namespace, Socket } from 'socket.io';
import { toBarkeepError } from '../problems/foreign-error.js';
import { TaskLookup } from '../tasks/task-lookup.js';
import { parseLastSeq } from './last-seq.js';
import { SocketListener } from './socket-listener.js';
import { TaskWatch } from './task-watch.service.js';

const NAMESPACE = /^\/ws\/backtest\/[\w.-]{1,128}$/;

function taskIdOf(socket: Socket): string {
  return socket.nsp.name.slice('/ws/backtest/'.length);
}

/** An error that reaches the client as `connect_error` with `data.code`. */
function toConnectError(error: unknown): Error {
  const known = toBarkeepError(error);
  return Object.assign(new Error(known.message), { data: { code: known.code, message: known.message } });
}

/** `io(base + '/ws/backtest/<task id>', { auth: { last_seq } })`. */
@WebSocketGateway({ namespace: NAMESPACE })
export class BacktestGateway implements OnGatewayInit<Namespace>, OnGatewayConnection<Socket> {
  private readonly log = new Logger('BacktestGateway');

  constructor(
    @Inject(TaskLookup) private readonly lookup: TaskLookup,
    @Inject(TaskWatch) private readonly watch: TaskWatch,
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
    try {
      const stop = await this.watch.follow(
        taskIdOf(socket),
        listener,
        parseLastSeq(socket.handshake.auth.last_seq),
      );
      if (socket.connected) socket.once('disconnect', stop);
      else stop();
    } catch (error) {
      this.log.warn({ message: 'a client can’t be served', task_id: taskIdOf(socket), err: error });
      listener.end('away');
    }
  }

  private async admit(socket: Socket): Promise<void> {
    parseLastSeq(socket.handshake.auth.last_seq);
    await this.lookup.require(taskIdOf(socket));
  }
}
