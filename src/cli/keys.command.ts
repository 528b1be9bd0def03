import { InvalidArgumentError, Option, type Command } from 'commander';
import { loadConfig } from '#config';
import type { ApiKey, ApiKeyRepository } from '#database';
import { ROLES, type Role } from '#domain';
import { CliError, EXIT, UsageError } from './cli-error.js';
import { withDatabase } from './own-database.js';
import { terminalOf } from './program-options.js';
import { toTable } from './tables.js';

interface Wanted {
  name: string;
  owner?: string;
  role: Role;
  requestsPerMinute?: number;
  queuedBacktests?: number;
  runningBacktests?: number;
  barsPerDay?: number;
}

/** Keys are made and revoked in the database itself, so that there can be a first one. */
export function addKeysCommand(program: Command): void {
  const keys = program.command('keys').description('who may call the API');
  keys
    .command('create')
    .description('make a key and show it, once')
    .requiredOption('--name <name>', 'what it is for')
    .option('--owner <owner>', 'whose things are made with it (its name)')
    .addOption(new Option('--role <role>', 'what it may do').choices(ROLES).default('trader'))
    .option('--requests-per-minute <n>', 'over all processes', toCount)
    .option('--queued-backtests <n>', 'that may wait', toCount)
    .option('--running-backtests <n>', 'that may run', toCount)
    .option('--bars-per-day <n>', 'after which no more backtests are taken', toCount)
    .option('--json', 'one JSON document instead of words')
    .action(create);
  keys
    .command('list')
    .description('every key that was made')
    .option('--json', 'one JSON document instead of words')
    .action(async (_options: object, command: Command) => {
      const { toWireKey } = await import('../../apps/api/src/access/keys.dto.js');
      const listed = await withKeys((repository) => repository.list());
      terminalOf(command).show({ items: listed.map(toWireKey) }, () => toKeyTable(listed));
    });
  keys
    .command('revoke <id>')
    .description('let a key open nothing any more')
    .option('--json', 'one JSON document instead of words')
    .action(async (id: string, _options: object, command: Command) => {
      if (!(await withKeys((repository) => repository.revoke(id, Date.now())))) {
        throw new CliError(`there is no key ${id} that is not revoked yet`, EXIT.failed, {
          code: 'KEY_NOT_FOUND',
        });
      }
      terminalOf(command).show({ revoked: id }, () => `The key ${id} is revoked.`);
    });
}

async function create(wanted: Wanted, command: Command): Promise<void> {
  const { KEY_NAME, makeApiKey } = await import('#database');
  const { toWireKey } = await import('../../apps/api/src/access/keys.dto.js');
  const { name, owner = name, role, ...quotas } = wanted;
  for (const text of [name, owner]) {
    if (!KEY_NAME.test(text)) throw new UsageError(`a name has 1 to 64 letters, digits, spaces or . @ _ -`);
  }
  const { requestsPerMinute, queuedBacktests, runningBacktests, barsPerDay } = quotas;
  const limits = { requestsPerMinute, queuedBacktests, runningBacktests, barsPerDay };
  const { text, stored } = makeApiKey({ name, owner, role, quotas: limits }, Date.now());
  await withKeys((repository) => repository.create(stored));
  terminalOf(command).show({ ...toWireKey(stored), key: text }, () =>
    [`The key of ${owner}, role ${role}. It is not shown again:`, '', `  ${text}`].join('\n'),
  );
}

async function withKeys<Answer>(work: (keys: ApiKeyRepository) => Promise<Answer>): Promise<Answer> {
  const room = await import('#database');
  return withDatabase(loadConfig(), (database) => work(new room.ApiKeyRepository(database)));
}

function toCount(text: string): number {
  if (/^\d{1,12}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('expected a whole number');
}

function toKeyTable(listed: readonly ApiKey[]): string {
  if (listed.length === 0) return 'There is no key yet.';
  const day = (at: number | null): string => (at === null ? '' : new Date(at).toISOString().slice(0, 16));
  const rows = listed.map((key) => [
    ...[key.id, key.name, key.owner, key.role],
    ...[day(key.createdAt), day(key.lastUsedAt), day(key.revokedAt)],
  ]);
  return toTable(['id', 'name', 'owner', 'role', 'made', 'last used', 'revoked'], rows);
}
