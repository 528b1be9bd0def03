import { io, type Socket } from 'socket.io-client';
import { CliError, EXIT } from './cli-error.js';
import type { ServiceClient } from './service-client.js';

/** The members of a task's messages that are used here. */
export interface TaskMessage {
  seq: number;
  status?: string;
  outcome?: string | null;
  progress?: number;
  message?: string;
  code?: string;
  bars_per_second?: number | null;
}

export interface TaskEndingMessage extends TaskMessage {
  event: (typeof ENDINGS)[number];
}

const ENDINGS = ['completed', 'failed', 'cancelled', 'timeout'] as const;
const GIVE_UP_AFTER_MS = 30_000;

/**
 * Follows a task on its socket until it ends. After an interruption the messages since the last one seen are sent
 * again, so nothing is missed.
 * @throws CliError when the task is unknown or the service stays away for half a minute.
 */
export function watchTask(
  { base, credentials }: Pick<ServiceClient, 'base' | 'credentials'>,
  path: string,
  onProgress: (message: TaskMessage) => void,
): Promise<TaskEndingMessage> {
  let lastSeq: number | undefined;
  const socket = io(base + path, {
    extraHeaders: credentials,
    transports: ['websocket'],
    auth: (give) => give(lastSeq === undefined ? {} : { last_seq: lastSeq }),
  });
  return new Promise<TaskEndingMessage>((resolve, reject) => {
    giveUpWhenAway(socket, reject);
    socket.onAny((event: string, message: TaskMessage) => {
      lastSeq = message.seq;
      if (event === 'snapshot' || event === 'progress') onProgress(message);
    });
    for (const event of ENDINGS) socket.on(event, (message: TaskMessage) => resolve({ ...message, event }));
  }).finally(() => socket.disconnect());
}

function giveUpWhenAway(socket: Socket, reject: (reason: CliError) => void): void {
  let awaySince: number | undefined;
  socket.on('connect', () => (awaySince = undefined));
  socket.on('connect_error', (error: Error & { data?: { code?: string } }) => {
    if (error.data?.code) return reject(new CliError(error.message, EXIT.failed, { code: error.data.code }));
    awaySince ??= Date.now();
    if (Date.now() - awaySince > GIVE_UP_AFTER_MS) {
      reject(
        new CliError('the service went away while the task ran', EXIT.serviceAway, { code: 'SERVICE_AWAY' }),
      );
    }
  });
}
