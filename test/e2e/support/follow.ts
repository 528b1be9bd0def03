import { io, type ManagerOptions } from 'socket.io-client';

export interface Message {
  event: string;
  seq: number;
  [member: string]: unknown;
}

const ENDINGS = new Set(['completed', 'failed', 'cancelled', 'timeout']);

/** Every message of a task until its last one, as a client with reconnection sees them. */
export interface Following {
  readonly messages: Message[];
  /** Resolves with the first message that fits. */
  until(fits: (message: Message) => boolean): Promise<Message>;
  /** Resolves with the final message. */
  ended(): Promise<Message>;
}

/** `since` is the number of the event after which it begins; where it is absent, with the state of the moment. */
export function follow(
  address: string,
  { since, ...options }: Partial<ManagerOptions> & { since?: number } = { transports: ['websocket'] },
): Following {
  const messages: Message[] = [];
  const waiting = new Set<() => void>();
  const socket = io(address, {
    ...options,
    auth: (give) => give({ last_seq: messages.at(-1)?.seq ?? since }),
  });
  socket.onAny((event: string, data: Record<string, unknown>) => {
    messages.push({ ...data, event, seq: data.seq as number });
    for (const look of waiting) look();
    if (ENDINGS.has(event)) socket.disconnect();
  });
  const until = (fits: (message: Message) => boolean): Promise<Message> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = messages.find(fits);
        if (!found) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  return { messages, until, ended: () => until(({ event }) => ENDINGS.has(event)) };
}
