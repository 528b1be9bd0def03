import { createServer } from 'node:net';
import { StartError } from './embedded/start-error.js';

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use by another program',
  EACCES: 'may not be opened by this user',
  EADDRNOTAVAIL: 'is not an address of this machine',
};

/**
 * Tried before anything else is started.
 * @throws StartError in one line.
 */
export function assertPortFree(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const reason = REASONS[error.code ?? ''] ?? `can't be opened: ${error.message}`;
      reject(new StartError(`${host}:${port} ${reason}; set PORT (or HOST) to another one`));
    });
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve()));
  });
}
