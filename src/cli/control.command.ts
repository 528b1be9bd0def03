import { Argument, type Command } from 'commander';
import { UsageError } from './cli-error.js';
import { terminalOf } from './program-options.js';
import { findService } from './service-client.js';

interface ToldWorker {
  name: string;
  concurrency: number;
  paused: boolean;
}

const ORDERS = ['pause', 'resume', 'shutdown', 'concurrency'] as const;

/** What a person reads when the worker has done it. */
const DONE: Readonly<Record<(typeof ORDERS)[number], (worker: ToldWorker) => string>> = {
  pause: ({ name }) => `${name} takes no further job`,
  resume: ({ name }) => `${name} takes jobs`,
  shutdown: ({ name }) => `${name} finishes what it runs and ends`,
  concurrency: ({ name, concurrency }) =>
    `${name} runs at most ${concurrency} jobs at once over all its queues`,
};

export function addControlCommand(program: Command): void {
  program
    .command('control')
    .description('tell a worker what to do')
    .addArgument(new Argument('<order>').choices(ORDERS))
    .argument('<worker>', 'its name, as inspect shows it')
    .argument('[jobs]', 'for concurrency: jobs of each of its queues at once')
    .option('--url <address>', 'the Barkeep that is asked')
    .action(
      async (
        order: (typeof ORDERS)[number],
        worker: string,
        jobs: string | undefined,
        options: { url?: string },
        command: Command,
      ) => {
        const path = `/api/v1/admin/workers/${encodeURIComponent(worker)}/${order}`;
        const told = await findService(options.url).post<ToldWorker>(path, bodyOf(order, jobs));
        terminalOf(command).show(told, () => DONE[order](told));
      },
    );
}

function bodyOf(order: string, jobs: string | undefined): object {
  if ((order === 'concurrency') !== (jobs !== undefined))
    throw new UsageError('concurrency, and it alone, wants the number of jobs');
  if (jobs === undefined) return {};
  if (!/^[1-9]\d{0,3}$/.test(jobs)) throw new UsageError(`${jobs} is not a whole number from 1`);
  return { concurrency: Number(jobs) };
}
