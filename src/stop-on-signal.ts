import type { Shutdown } from './shutdown.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** What a shell reports of a program ended by Ctrl-C. */
const HURRIED_EXIT_CODE = 130;

/**
 * The first signal closes everything in order and ends with exit code 0; the second no longer waits for running work
 * (queued and unfinished tasks stay in the stores) but still stops the stores.
 */
export function stopOnSignal(shutdown: Shutdown, say: (line: string) => void): void {
  let exitCode = 0;
  const onSignal = (): void => {
    if (shutdown.hasBegun) {
      exitCode = HURRIED_EXIT_CODE;
      shutdown.hurry();
      return;
    }
    say('Stopping …');
    void shutdown.run().then(() => {
      say('Stopped.');
      process.exit(exitCode);
    });
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
}
