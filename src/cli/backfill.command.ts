import type { Command } from 'commander';
import { datasetDefinition, ROW_DATASETS } from '#domain';
import { CliError } from './cli-error.js';
import { followTask } from './follow-task.js';
import { terminalOf } from './program-options.js';
import { findService, type ServiceClient } from './service-client.js';

interface BackfillOptions {
  symbols?: string;
  series?: string;
  timeframe?: string;
  start: string;
  end: string;
  dryRun?: boolean;
  wait?: boolean;
  url?: string;
}

/** What the service says of a backfill; a planned one has no task. */
interface PlannedBackfill {
  dataset: string;
  requests: number;
  chunks_count: number;
  chunks: { symbols: string[]; from: string; to: string }[];
  task_id?: string;
}

export function addBackfillCommand(program: Command): void {
  program
    .command('backfill <dataset>')
    .description('bring the past of a dataset; what is stored already stays')
    .requiredOption('--start <day>', 'the first day')
    .option('--end <day>', 'the last day', new Date().toISOString().slice(0, 10))
    .option('--timeframe <length>', 'of prices shorter than a day: 1m, 5m, 15m, 30m or 1h')
    .option('--symbols <list>', 'with commas between (default: all that the job brings)')
    .option('--series <list>', 'ids of series, of a dataset that is about some')
    .option('--dry-run', 'only say what would be asked')
    .option('--wait', 'until everything is there; Ctrl-C cancels it')
    .option('--url <address>', 'the Barkeep that is asked')
    .action(async (dataset: string, options: BackfillOptions, command: Command) => {
      const service = findService(options.url);
      const series = options.series?.split(',').filter(Boolean);
      const named = options.symbols?.split(',').filter(Boolean);
      const symbols =
        named ?? (series || isAboutSeries(dataset) ? undefined : await listSymbols(service, dataset));
      const { timeframe, start, end, dryRun: isDry = false } = options;
      const body = { dataset, timeframe, symbols, series, start, end, dry_run: isDry };
      const planned = await service.post<PlannedBackfill>('/api/v1/market-data/backfill', body);
      const terminal = terminalOf(command);
      const { task_id: taskId } = planned;
      if (!options.wait || taskId === undefined) return terminal.show(planned, () => toWords(planned));
      const cancelPath = `/api/v1/admin/tasks/${taskId}/cancel`;
      const { event, outcome } = await followTask(service, { taskId, cancelPath }, terminal);
      terminal.show(
        { ...planned, status: event, outcome },
        () => `${toWords(planned)}: ${event}, ${outcome}`,
      );
    });
}

/** No symbols stand for those: the service says that some have to be named. */
function isAboutSeries(dataset: string): boolean {
  const found = ROW_DATASETS.find((name) => name === dataset);
  return found !== undefined && datasetDefinition(found).subject === 'series';
}

async function listSymbols(service: ServiceClient, dataset: string): Promise<string[]> {
  const query = new URLSearchParams({ dataset });
  const { symbols } = await service.get<{ symbols: { symbol: string }[] }>(
    `/api/v1/market-data/symbols?${query}`,
  );
  if (symbols.length === 0)
    throw new CliError(`the jobs bring ${dataset} of no symbol: name some with --symbols`);
  return symbols.map(({ symbol }) => symbol);
}

function toWords({
  dataset,
  requests,
  chunks_count: parts,
  chunks,
  task_id: taskId,
}: PlannedBackfill): string {
  const plan = `${dataset}: ${requests} requests in ${parts} parts`;
  if (taskId !== undefined) return `${plan}, task ${taskId}`;
  const lines = chunks.map(({ symbols, from, to }) => `  ${from} to ${to}  ${symbols.join(' ')}`);
  const more = parts - chunks.length;
  return [plan, ...lines, ...(more > 0 ? [`  and ${more} more`] : [])].join('\n');
}
