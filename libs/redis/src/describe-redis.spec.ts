import { describeRedis } from './describe-redis.js';

const describeText = (...lines: string[]) =>
  describeRedis({ info: () => Promise.resolve(['# Server', ...lines].join('\r\n')) });

describe('describeRedis', () => {
  it('reads what INFO says', async () => {
    const found = await describeText(
      ...['redis_version:7.0.15', 'used_memory:900', 'maxmemory:0', 'maxmemory_policy:noeviction'],
      ...['aof_enabled:1', 'aof_last_write_status:ok', 'rdb_last_save_time:2', 'connected_clients:4'],
      ...['instantaneous_ops_per_sec:12', 'db0:keys=70,expires=30,avg_ttl=1'],
    );
    expect(found).toMatchObject({
      version: '7.0.15',
      memory: { used: 900, limit: 0, policy: 'noeviction' },
      persistence: { appendOnly: true, lastSavedAt: 2_000 },
      clients: { connected: 4 },
      opsPerSecond: 12,
      keyspace: { keys: 70, expiring: 30 },
      warnings: [],
    });
  });

  it('warns of everything that endangers queued work', async () => {
    const { warnings } = await describeText(
      ...['maxmemory:1000', 'used_memory:900', 'maxmemory_policy:allkeys-lru', 'evicted_keys:3'],
      ...[
        'aof_enabled:0',
        'aof_last_write_status:err',
        'rdb_last_bgsave_status:err',
        'rejected_connections:2',
      ],
    );
    expect(warnings).toHaveLength(7);
    expect(warnings[2]).toBe('memory is 90 % full');
  });

  it('is silent about what a managed Redis does not say', async () => {
    expect((await describeText('aof_enabled:1')).warnings).toEqual([]);
  });
});
