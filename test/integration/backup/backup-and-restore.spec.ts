import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '#database';
import { RUN_HISTORY, TASK_STORE, type RunHistory, type TaskStore } from '#jobs';
import { JobProducer } from '#queue';
import type { PostgresServer } from '../../../src/embedded/postgres-server.js';
import { startTestApi, type TestApi } from '../../../apps/api/src/testing/start-test-api.js';
import { Housekeeping } from '../../../apps/scheduler/src/housekeeping.js';
import { testHome } from '../../support/test-postgres.js';
import { ArchivingPostgres } from './archiving-postgres.js';

const A_MINUTE = 60_000;

let folder: string;
let restored: PostgresServer;
let api: TestApi;
/** What was asked for, by when: in the backup, in the archive after it, or too late for either. */
const ids: Record<'backedUp' | 'archived' | 'tooLate', string> = { backedUp: '', archived: '', tooLate: '' };

async function trigger(): Promise<string> {
  const answer = await api.post('/api/scheduler/celery/tasks/trigger', { job_name: 'dividends' });
  expect(answer.status).toBe(202);
  return ((await answer.json()) as { task_id: string }).task_id;
}

beforeAll(async () => {
  folder = mkdtempSync(join(testHome(), 'backup-'));
  // The user postgres has to get through.
  chmodSync(folder, 0o711);
  const postgres = await ArchivingPostgres.start(join(folder, 'postgres'));
  await migrate(postgres.url);
  api = await startTestApi({ DATABASE_URL: postgres.url });
  ids.backedUp = await trigger();
  const backup = join(postgres.folder, 'nightly');
  await postgres.backUp(backup);
  ids.archived = await trigger();
  await postgres.archiveLog();
  ids.tooLate = await trigger();
  await api.stop();
  await postgres.lose();
  restored = await postgres.restore(backup, join(folder, 'restored'));
  api = await startTestApi({ DATABASE_URL: restored.url });
}, 120_000);

afterAll(async () => {
  await api?.stop();
  await restored?.process.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('a database that was lost and restored from a copy of its files and its archived log', () => {
  it('has everything up to the last archived segment, and nothing of later', async () => {
    const statuses = Object.entries(ids).map(async ([when, id]) => {
      return [when, (await api.get(`/api/v1/admin/tasks/${id}`)).status];
    });
    expect(await Promise.all(statuses)).toEqual([
      ['backedUp', 200],
      ['archived', 200],
      ['tooLate', 404],
    ]);
  });

  it('serves the product at once: it is ready, and takes new work', async () => {
    expect((await api.get('/health/ready')).status).toBe(200);
    expect(await trigger()).toMatch(/./);
  });

  it('gives an empty Redis the tasks back that were waiting', async () => {
    const producer = api.app.get(JobProducer);
    const history = api.app.get<RunHistory>(RUN_HISTORY);
    const house = new Housekeeping(history, api.app.get<TaskStore>(TASK_STORE), producer);
    expect(await producer.isQueued(ids.backedUp, 'daily')).toBe(false);
    const added = await house.step(Date.now() + A_MINUTE);
    expect(added.sort()).toEqual([ids.backedUp, ids.archived].sort());
    for (const id of added) expect(await producer.isQueued(id, 'daily')).toBe(true);
  });
});
