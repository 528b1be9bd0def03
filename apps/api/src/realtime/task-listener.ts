import type { TaskMessage } from './task-message.js';

/** One client that follows one task, over whichever transport. */
export interface TaskListener {
  /** Hands over a message; the promise resolves when the client can take the next one, and never rejects. */
  send(message: TaskMessage): Promise<void> | void;
  /** Ends the connection: after the final message, when the API stops, or when the stores can't be read. */
  end(): void;
}
