import type { ServerResponse } from 'node:http';
import type { TaskListener } from './task-listener.js';
import type { TaskMessage } from './task-message.js';

const BEAT_MS = 15_000;

/** A client on server-sent events (`text/event-stream`); the event's id is its number. */
export class EventStreamListener implements TaskListener {
  private readonly beat: NodeJS.Timeout;

  constructor(private readonly response: ServerResponse) {
    // Keeps proxies from closing a quiet stream.
    this.beat = setInterval(() => response.write(': beat\n\n'), BEAT_MS).unref();
    response.once('close', () => clearInterval(this.beat));
  }

  send(message: TaskMessage): Promise<void> | void {
    const { response } = this;
    const text = `id: ${message.seq}\nevent: ${message.event}\ndata: ${JSON.stringify(message.data)}\n\n`;
    if (response.destroyed || response.write(text)) return undefined;
    return new Promise((resolve) => {
      const done = () => {
        response.off('drain', done);
        response.off('close', done);
        resolve();
      };
      response.on('drain', done);
      response.on('close', done);
    });
  }

  end(): void {
    clearInterval(this.beat);
    this.response.end();
  }
}
