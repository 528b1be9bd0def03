import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { CliError, UsageError } from './cli-error.js';
import { terminalOf } from './program-options.js';
import { findService } from './service-client.js';

interface ImportOptions {
  symbol?: string;
  timeframe?: string;
  onError: string;
  zone?: string;
  calendar?: string;
  columns?: string;
  url?: string;
}

interface Imported {
  symbol: string;
  timeframe: string;
  inserted: number;
  changed: number;
  unchanged: number;
  rejected_count: number;
  rejected: { line: number; reason: string }[];
  first: string | null;
  last: string | null;
}

export function addImportCommand(program: Command): void {
  program
    .command('import <file>')
    .description('store the bars of a CSV file; SYMBOL_TIMEFRAME.csv names both')
    .option('--symbol <symbol>', 'whose bars they are')
    .option('--timeframe <timeframe>', 'how long a bar is')
    .option('--on-error <what>', 'keep the good lines of a file with bad ones, or refuse it', 'keep')
    .option('--zone <zone>', 'the time zone of instants without one (default UTC)')
    .option(
      '--calendar <id>',
      'when its exchange trades, for a symbol that is not known yet (default always)',
    )
    .option('--columns <pairs>', 'columns with other names, as ours:theirs with commas between')
    .option('--url <address>', 'the Barkeep that stores them')
    .action(async (file: string, options: ImportOptions, command: Command) => {
      const { CSV_FIELDS, parseSeriesName } = await import('#market-data');
      const csv = readCsv(file);
      const named = parseSeriesName(file);
      const symbol = options.symbol ?? named.symbol;
      const timeframe = options.timeframe ?? named.timeframe;
      if (!symbol || !timeframe)
        throw new UsageError(`${file} does not name both: give --symbol and --timeframe`);
      const query = new URLSearchParams({ symbol, timeframe, on_error: options.onError });
      if (options.zone) query.set('zone', options.zone);
      if (options.calendar) query.set('calendar', options.calendar);
      for (const [field, column] of columnsOf(CSV_FIELDS, options.columns))
        query.set(`mapping.${field}`, column);
      const path = `/api/v1/market-data/bars/import?${query}`;
      const imported = await findService(options.url).postText<Imported>(path, 'text/csv', csv);
      terminalOf(command).show(imported, () => toWords(imported));
    });
}

function readCsv(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new UsageError(`there is no file ${file}`);
    throw new CliError(`${file} can't be read: ${(error as Error).message}`);
  }
}

/** Ours and theirs, out of `time:Day,close:Settle`. */
function columnsOf(fields: readonly string[], pairs = ''): [field: string, column: string][] {
  return pairs
    .split(',')
    .filter(Boolean)
    .map((pair) => {
      const [field, ...column] = pair.split(':');
      if (!fields.includes(field) || column.length === 0)
        throw new UsageError(
          `--columns: '${pair}' is not ${fields.join(' or ')} with the column after a colon`,
        );
      return [field, column.join(':')];
    });
}

function toWords(imported: Imported): string {
  const { symbol, timeframe, inserted, changed, unchanged, rejected, rejected_count: count } = imported;
  const nothing = inserted + changed === 0 ? ', nothing new' : '';
  const more = count - rejected.length;
  return [
    `${symbol} ${timeframe}: ${inserted} inserted, ${changed} changed, ${unchanged} unchanged, ${count} rejected${nothing}`,
    ...rejected.map(({ line, reason }) => `  line ${line}: ${reason}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ].join('\n');
}
