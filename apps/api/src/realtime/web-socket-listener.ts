import { WebSocket } from 'ws';
import type { EndReason, TaskListener } from './task-listener.js';
import type { TaskMessage } from './task-message.js';

/** Closing codes of RFC 6455; 4404 is ours. */
export const CLOSE = {
  done: 1000,
  goingAway: 1001,
  tooMuch: 1008,
  notFound: 4404,
  notLetIn: 4401,
  unavailable: 1013,
  badRequest: 4400,
} as const;

/** A client on a plain WebSocket: JSON text `{event, …}`. */
export class WebSocketListener implements TaskListener {
  constructor(private readonly socket: WebSocket) {}

  send(message: TaskMessage): Promise<void> {
    return new Promise((resolve) => {
      if (this.socket.readyState !== WebSocket.OPEN) resolve();
      else this.socket.send(JSON.stringify({ event: message.event, ...message.data }), () => resolve());
    });
  }

  end(reason: EndReason): void {
    this.socket.close(reason === 'done' ? CLOSE.done : CLOSE.goingAway);
  }
}
