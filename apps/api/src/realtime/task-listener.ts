import type { TaskMessage } from './task-message.js';

/** Nothing more will come, or the client should come back: the API stops, or the stores can't be read. */
export type EndReason = 'done' | 'away';

/** One client that follows one task, over whichever transport. */
export interface TaskListener {
  /** Hands over a message; the promise resolves when the client can take the next one, and never rejects. */
  send(message: TaskMessage): Promise<void> | void;
  end(reason: EndReason): void;
}
