import { Presets, SingleBar } from 'cli-progress';
import type { TaskMessage } from './watch-task.js';
import type { Terminal } from './terminal.js';

export interface ProgressBar {
  update: (message: TaskMessage) => void;
  stop: () => void;
}

/** A bar on standard error where a person watches, else nothing. */
export function openProgressBar(terminal: Terminal): ProgressBar {
  if (!terminal.isInteractive) return { update: () => undefined, stop: () => undefined };
  const bar = new SingleBar(
    {
      format: '{bar} {percentage} %  {message}',
      stream: process.stderr,
      clearOnComplete: true,
      hideCursor: true,
    },
    Presets.shades_classic,
  );
  bar.start(100, 0, { message: '' });
  return {
    update: ({ progress, message }) => bar.update(Math.floor(progress ?? 0), { message: message ?? '' }),
    stop: () => bar.stop(),
  };
}
