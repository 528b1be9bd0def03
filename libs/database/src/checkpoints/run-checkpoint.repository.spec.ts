import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { Database } from '../database.js';
import { TaskRepository } from '../tasks/task.repository.js';
import { RunCheckpointRepository } from './run-checkpoint.repository.js';

const NOW = Date.UTC(2026, 10, 20, 12);

describe('RunCheckpointRepository', () => {
  let testDatabase: TestDatabase;
  let database: Database;
  let checkpoints: RunCheckpointRepository;
  let history: TaskRepository;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    database = new Database({ url: testDatabase.url, poolSize: 4 });
    checkpoints = new RunCheckpointRepository(database);
    history = new TaskRepository(database);
  });
  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  /** A task with a run; gives its fence. */
  async function open(id: string): Promise<number> {
    await history.create({
      ...{
        id,
        job: 'backtest_run',
        queue: 'backtest',
        slot: null,
        payload: {},
        submitter: 'a',
        createdAt: NOW,
      },
    });
    const opened = await history.open(id, 'w1', NOW);
    if (opened.state !== 'opened') throw new Error(opened.state);
    return opened.fence;
  }

  const piece = (text: string): Uint8Array => Buffer.from(text.repeat(1_000));
  const load = async (id: string): Promise<string[]> =>
    (await checkpoints.load(id)).map((bytes) => Buffer.from(bytes).toString('utf8', 0, 1));

  test('gives the pieces back in order, to the byte', async () => {
    const fence = await open('order');
    for (const [number, text] of ['a', 'b', 'c'].entries())
      expect(await checkpoints.save('order', fence, number, piece(text))).toBe(true);
    expect((await checkpoints.load('order')).map((bytes) => Buffer.from(bytes))).toEqual(
      ['a', 'b', 'c'].map((text) => Buffer.from(piece(text))),
    );
  });

  test('forgets what a piece with the same number or a lower one makes useless', async () => {
    const fence = await open('again');
    for (const [number, text] of ['a', 'b', 'c'].entries())
      await checkpoints.save('again', fence, number, piece(text));
    await checkpoints.save('again', fence, 1, piece('x'));
    expect(await load('again')).toEqual(['a', 'x']);
    await checkpoints.save('again', fence, 0, piece('y'));
    expect(await load('again')).toEqual(['y']);
  });

  test('takes nothing of a run once a newer one was opened, nor of a task that has ended', async () => {
    const fence = await open('fenced');
    await checkpoints.save('fenced', fence, 0, piece('a'));
    const newer = await open('fenced');
    expect(await checkpoints.save('fenced', fence, 1, piece('b'))).toBe(false);
    expect(await load('fenced')).toEqual(['a']);
    await history.finish('fenced', newer, {
      ...{ status: 'failed', outcome: 'failed', error: null, summary: null, finishedAt: NOW },
    });
    expect(await checkpoints.save('fenced', newer, 1, piece('b'))).toBe(false);
  });

  test('keeps a newer run from opening while it writes, so that the newer one sees the piece or it never comes', async () => {
    const fence = await open('race');
    const saves = Array.from({ length: 8 }, (_, number) =>
      checkpoints.save('race', fence, number, piece(String(number))),
    );
    const opening = open('race').then(async () => (await load('race')).length);
    const seen = await opening;
    await Promise.all(saves);
    expect((await load('race')).length).toBe(seen);
  });

  test('forgets those of tasks that ended, and of one that is to begin anew', async () => {
    const [ended, running, anew] = [await open('ended'), await open('running'), await open('anew')];
    await checkpoints.save('ended', ended, 0, piece('a'));
    await checkpoints.save('running', running, 0, piece('b'));
    await checkpoints.save('anew', anew, 0, piece('c'));
    await checkpoints.remove('anew');
    await history.finish('ended', ended, {
      ...{ status: 'failed', outcome: 'failed', error: null, summary: null, finishedAt: NOW },
    });
    expect(await checkpoints.removeFinished()).toBeGreaterThanOrEqual(1);
    expect([await load('ended'), await load('running'), await load('anew')]).toEqual([[], ['b'], []]);
  });
});
