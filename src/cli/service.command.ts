import type { Command } from 'commander';
import { terminalOf } from './program-options.js';
import { startInBackground } from './start-in-background.js';

interface App {
  readonly verb: string;
  /** What Celery calls it. */
  readonly alias?: string;
  readonly summary: string;
  readonly load: () => Promise<unknown>;
}

/** Each app by its verb; its own main reads the arguments that follow. */
const APPS: readonly App[] = [
  { verb: 'api', summary: 'run the API alone', load: () => import('../../apps/api/src/main.js') },
  {
    verb: 'scheduler',
    alias: 'beat',
    summary: 'run the scheduler alone',
    load: () => import('../../apps/scheduler/src/main.js'),
  },
  {
    verb: 'worker',
    summary: 'run a worker alone: --queues=a,b --concurrency=n --name=w1 --loglevel=info',
    load: () => import('../../apps/worker/src/main.js'),
  },
  {
    verb: 'flower',
    summary: 'run the queue page and the metrics alone: --port=5555',
    load: () => import('../../apps/api/src/queues-ui/main.js'),
  },
];

export function addServiceCommands(program: Command): void {
  for (const { verb, alias, summary, load } of APPS) {
    const command = program.command(`${verb} [arguments...]`);
    if (alias) command.alias(alias);
    command
      .description(summary)
      .option('--detach', `run it in the background, with its log in logs/${verb}.log`)
      .allowUnknownOption()
      .action(async (given: string[], options: { detach?: boolean }, command: Command) => {
        if (options.detach) return startDetached(verb, given, command);
        process.argv = [...process.argv.slice(0, 2), ...given];
        await load();
      });
  }
}

async function startDetached(verb: string, given: readonly string[], command: Command): Promise<void> {
  const launched = await startInBackground(verb, [verb, ...given]);
  const { pid, log } = launched;
  terminalOf(command).show({ verb, ...launched }, () => `${verb} runs as process ${pid}; its log is ${log}`);
}
