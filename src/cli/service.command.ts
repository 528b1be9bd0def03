import type { Command } from 'commander';
import { terminalOf } from './program-options.js';
import { startInBackground } from './start-in-background.js';

interface App {
  readonly verb: string;
  /** What Celery calls it. */
  readonly alias?: string;
  readonly summary: string;
  /** What it may be told, as flags and what they mean. */
  readonly options?: readonly (readonly [flags: string, summary: string])[];
  readonly load: () => Promise<unknown>;
}

/** Each app by its verb; its own main reads what it is told. */
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
    summary: 'run a worker alone',
    options: [
      ['--queues <names>', 'whose jobs it takes, with commas between (default: all)'],
      ['--concurrency <n>', 'jobs of each of its queues at once'],
      ['--name <name>', 'by which it is listed and told what to do (default: host and process)'],
      ['--hostname <name>', 'the same'],
      ['--loglevel <level>', 'in place of LOG_LEVEL'],
    ],
    load: () => import('../../apps/worker/src/main.js'),
  },
  {
    verb: 'flower',
    summary: 'run the queue page and the metrics alone',
    options: [['--port <port>', 'where it listens (default: 5555)']],
    load: () => import('../../apps/api/src/queues-ui/main.js'),
  },
];

export function addServiceCommands(program: Command): void {
  for (const { verb, alias, summary, options = [], load } of APPS) {
    const command = program.command(verb).description(summary);
    if (alias) command.alias(alias);
    for (const [flags, meaning] of options) command.option(flags, meaning);
    command
      .option('--detach', `run it in the background, with its log in logs/${verb}.log`)
      .action(async ({ detach, json: _json, ...told }: Record<string, string | true>, command: Command) => {
        const given = Object.entries(told).map(([name, value]) => `--${name}=${value}`);
        if (detach) return startDetached(verb, given, command);
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
