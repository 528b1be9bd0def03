import { answerOrUnavailable } from './answer-or-unavailable.js';
import { parseServerLines } from './parse-server-lines.js';

/** What a Redis says of itself, as far as it matters here. Sizes in bytes. */
export interface RedisDescription {
  version: string;
  mode: string;
  uptimeSeconds: number;
  memory: {
    used: number;
    peak: number;
    /** 0: none. */ limit: number;
    policy: string;
    fragmentation: number;
  };
  persistence: {
    appendOnly: boolean;
    lastAppendOk: boolean;
    /** UTC ms of the last snapshot. */
    lastSavedAt: number;
    lastSaveOk: boolean;
    changesSinceSave: number;
  };
  clients: { connected: number; blocked: number; rejected: number };
  opsPerSecond: number;
  keyspace: { keys: number; expiring: number; hits: number; misses: number; evicted: number };
  /** What an operator should know, in plain words. */
  warnings: string[];
}

/** Reads INFO only: managed Redis forbids CONFIG. */
export async function describeRedis(connection: { info(): Promise<string> }): Promise<RedisDescription> {
  const info = parseServerLines(await answerOrUnavailable(() => connection.info()));
  const text = (name: string): string => info.get(name) ?? '';
  const number = (name: string): number => Number(info.get(name) ?? 0);
  const [keys = 0, expiring = 0] = (text('db0').match(/\d+/g) ?? []).map(Number);
  const description: Omit<RedisDescription, 'warnings'> = {
    version: text('redis_version'),
    mode: text('redis_mode'),
    uptimeSeconds: number('uptime_in_seconds'),
    memory: {
      used: number('used_memory'),
      peak: number('used_memory_peak'),
      limit: number('maxmemory'),
      policy: text('maxmemory_policy'),
      fragmentation: number('mem_fragmentation_ratio'),
    },
    persistence: {
      appendOnly: text('aof_enabled') === '1',
      lastAppendOk: text('aof_last_write_status') !== 'err',
      lastSavedAt: number('rdb_last_save_time') * 1_000,
      lastSaveOk: text('rdb_last_bgsave_status') !== 'err',
      changesSinceSave: number('rdb_changes_since_last_save'),
    },
    clients: {
      connected: number('connected_clients'),
      blocked: number('blocked_clients'),
      rejected: number('rejected_connections'),
    },
    opsPerSecond: number('instantaneous_ops_per_sec'),
    keyspace: {
      ...{ keys, expiring, hits: number('keyspace_hits'), misses: number('keyspace_misses') },
      evicted: number('evicted_keys'),
    },
  };
  return { ...description, warnings: warningsOf(description) };
}

const NEARLY_FULL = 0.8;

function warningsOf({
  memory,
  persistence,
  clients,
  keyspace,
}: Omit<RedisDescription, 'warnings'>): string[] {
  const warnings: [isSo: boolean, words: string][] = [
    [
      memory.policy !== '' && memory.policy !== 'noeviction',
      `maxmemory-policy is ${memory.policy}: queued work may be deleted; noeviction is needed`,
    ],
    [keyspace.evicted > 0, `${keyspace.evicted} keys were evicted since it started`],
    [
      memory.limit > 0 && memory.used > NEARLY_FULL * memory.limit,
      `memory is ${Math.round((100 * memory.used) / memory.limit)} % full`,
    ],
    [
      !persistence.appendOnly,
      'append-only persistence is off: a crash loses the live state since the last snapshot',
    ],
    [!persistence.lastAppendOk, 'the last write of the append-only file failed'],
    [!persistence.lastSaveOk, 'the last snapshot failed'],
    [clients.rejected > 0, `${clients.rejected} connections were rejected since it started`],
  ];
  return warnings.filter(([isSo]) => isSo).map(([, words]) => words);
}
