import type { Socket } from 'socket.io';
import type { EndReason, TaskListener } from './task-listener.js';
import type { TaskMessage } from './task-message.js';

/** Packets that may wait in the connection before the task is held back. */
const MAX_BUFFERED = 32;

/** A Socket.IO client. Its connection says `drain` when it has passed on what was written. */
export class SocketListener implements TaskListener {
  constructor(private readonly socket: Socket) {}

  send(message: TaskMessage): Promise<void> | void {
    this.socket.emit(message.event, message.data);
    const { conn } = this.socket;
    const buffered = (conn as unknown as { writeBuffer: unknown[] }).writeBuffer;
    if (buffered.length < MAX_BUFFERED) return undefined;
    return new Promise((resolve) => {
      const done = () => {
        conn.off('drain', done);
        conn.off('close', done);
        resolve();
      };
      conn.on('drain', done);
      conn.on('close', done);
    });
  }

  /**
   * `done` ends this namespace; others of the same connection live on. A client never comes back from that by itself,
   * so `away` breaks the connection instead.
   */
  end(reason: EndReason): void {
    if (reason === 'done') this.socket.disconnect();
    else this.socket.conn.close();
  }
}
