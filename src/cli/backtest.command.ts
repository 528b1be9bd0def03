import type { Command } from 'commander';
import { toBacktestReport } from './backtest-report.js';
import { CliError } from './cli-error.js';
import { openProgressBar } from './progress-bar.js';
import { readRunFile, withOptions, type RunOptions } from './run-file.js';
import { findService, type ServiceClient } from './service-client.js';
import { terminalOf } from './program-options.js';
import { watchTask, type TaskEndingMessage } from './watch-task.js';
import type { Terminal } from './terminal.js';

interface BacktestOptions extends RunOptions {
  url?: string;
  local?: boolean;
  data?: string;
}

interface Submitted {
  task_id: string;
  websocket_url: string;
}

/** The members of a result that the summary shows. */
interface Result {
  strategy: { name?: string };
  metrics: Record<string, unknown>;
  equity_curve: { equity: number[] };
  bars_per_second: number | null;
  warnings: { code: string; message: string }[];
}

const repeated = (value: string, earlier: string[] = []): string[] => [...earlier, value];

export function addBacktestCommand(program: Command): void {
  program
    .command('backtest <file>')
    .description('run a strategy, or a whole run body, and show what came out')
    .option('--timeframe <timeframe>', 'bars of the run (default 1d)')
    .option('--start <date>', 'first day')
    .option('--end <date>', 'last day')
    .option('--capital <amount>', 'what the account starts with')
    .option('--commission <rate>', 'fraction of the traded value, 0.002 is 0.2 %')
    .option('--preset <name>', 'how orders are carried out: default or backtesting_py')
    .option('--symbol <symbol>', 'instead of those of the strategy; may be given again', repeated)
    .option('--param <name=value>', 'value of a parameter of the strategy; may be given again', repeated)
    .option('--url <address>', 'the Barkeep that runs it')
    .option('--local', 'run it in this process, without any store')
    .option('--data <csv>', 'with --local: the bars; without it the demo prices are used')
    .action(async (file: string, options: BacktestOptions, command: Command) => {
      const terminal = terminalOf(command);
      const body = withOptions(readRunFile(file), options);
      if (options.local) {
        const { runLocally } = await import('./local-backtest.js');
        return runLocally(body, options.data, terminal);
      }
      return runOnService(findService(options.url), body, terminal);
    });
}

async function runOnService(service: ServiceClient, body: object, terminal: Terminal): Promise<void> {
  const { task_id: taskId, websocket_url: path } = await service.post<Submitted>(
    '/api/v1/backtest/run',
    body,
  );
  terminal.note(`Task ${taskId}`);
  const bar = openProgressBar(terminal);
  const onInterrupt = (): void => void cancel(service, taskId);
  process.once('SIGINT', onInterrupt);
  const ending = await watchTask(service, path, bar.update).finally(() => {
    bar.stop();
    process.off('SIGINT', onInterrupt);
  });
  if (ending.event !== 'completed') throw endedBadly(taskId, ending);
  const result = await service.get<Result>(`/api/v1/backtest/result/${taskId}`);
  terminal.show(result, () =>
    toBacktestReport({
      title: `${result.strategy.name ?? 'Backtest'} (task ${taskId})`,
      metrics: result.metrics,
      equity: result.equity_curve.equity,
      warnings: result.warnings,
    }),
  );
}

/** A task that has just ended can't be cancelled any more, and then its ending arrives by itself. */
async function cancel(service: ServiceClient, taskId: string): Promise<void> {
  await service.post(`/api/v1/backtest/cancel/${taskId}`, {}).catch(() => undefined);
}

function endedBadly(taskId: string, { event, message, code }: TaskEndingMessage): CliError {
  const words = {
    failed: 'failed',
    cancelled: 'was cancelled',
    timeout: 'took longer than allowed',
    completed: '',
  };
  const reason = event === 'failed' && message ? `: ${message}` : '';
  return new CliError(`task ${taskId} ${words[event]}${reason}`, undefined, {
    task_id: taskId,
    status: event,
    code,
  });
}
