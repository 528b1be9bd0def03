import type { Command } from 'commander';
import { toBacktestReport } from './backtest-report.js';
import { followTask } from './follow-task.js';
import { readRunFile, withOptions, type RunOptions } from './run-file.js';
import { findService, type ServiceClient } from './service-client.js';
import { terminalOf } from './program-options.js';
import type { Terminal } from './terminal.js';

interface BacktestOptions extends RunOptions {
  url?: string;
  local?: boolean;
  data?: string;
}

interface Submitted {
  task_id: string;
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
  const { task_id: taskId } = await service.post<Submitted>('/api/v1/backtest/run', body);
  const cancelPath = `/api/v1/backtest/cancel/${taskId}`;
  const ended = followTask(service, { taskId, cancelPath }, terminal);
  // Only now: whoever reads of the task may interrupt at once, and means the task.
  terminal.note(`Task ${taskId}`);
  await ended;
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
