import type { Command } from 'commander';

/** Each app by its verb; its own main reads the arguments that follow. */
const APPS = [
  { verb: 'api', summary: 'run the API alone', load: () => import('../../apps/api/src/main.js') },
  {
    verb: 'beat',
    summary: 'run the scheduler alone',
    load: () => import('../../apps/scheduler/src/main.js'),
  },
  {
    verb: 'worker',
    summary: 'run a worker alone: --queues=a,b --concurrency=n --name=w1',
    load: () => import('../../apps/worker/src/main.js'),
  },
] as const;

export function addServiceCommands(program: Command): void {
  for (const { verb, summary, load } of APPS) {
    program
      .command(`${verb} [arguments...]`)
      .description(summary)
      .allowUnknownOption()
      .action(async (given: string[]) => {
        process.argv = [...process.argv.slice(0, 2), ...given];
        await load();
      });
  }
}
