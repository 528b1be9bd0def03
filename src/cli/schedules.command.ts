import type { Command } from 'commander';
import { terminalOf } from './program-options.js';
import { findService } from './service-client.js';
import { toTable } from './tables.js';

interface PreviewOptions {
  from: string;
  to: string;
  job?: string;
  url?: string;
}

interface Preview {
  slots: { job: string; slot: string; reason: string | null; detail: string | null }[];
}

const DAY = 86_400_000;

export function addSchedulesCommand(program: Command): void {
  const schedules = program.command('schedules').description('what runs by itself');
  schedules
    .command('preview')
    .description('every slot in a window, and why it is left out where it is')
    .option('--from <instant>', 'the first instant', new Date().toISOString())
    .option('--to <instant>', 'where it ends', new Date(Date.now() + DAY).toISOString())
    .option('--job <name>', 'of one job only')
    .option('--url <address>', 'the Barkeep that is asked')
    .option('--json', 'one JSON document instead of words')
    .action(async ({ url, ...asked }: PreviewOptions, command: Command) => {
      const { from, to, job } = asked;
      const query = new URLSearchParams({ from, to, ...(job === undefined ? {} : { job }) });
      const preview = await findService(url).get<Preview>(`/api/v1/schedules/preview?${query}`);
      terminalOf(command).show(preview, () => toWords(preview));
    });
}

function toWords({ slots }: Preview): string {
  return toTable(
    ['slot', 'job', 'left out because'],
    slots.map(({ slot, job, reason, detail }) => [slot, job, [reason, detail].filter(Boolean).join(': ')]),
  );
}
