import { BarkeepError } from '#domain';
import { GroupCommit } from './group-commit.js';

type Row = { id: string; value: number };

const away = new BarkeepError('STORE_UNAVAILABLE', 'The database is away');

/** Gives the doubled values; what was written together stands in `batches`. */
function createGroup(refuse: (rows: readonly Row[]) => Error | undefined = () => undefined) {
  const batches: Row[][] = [];
  const group = new GroupCommit<Row, number>(async (rows) => {
    batches.push([...rows]);
    await new Promise((resolve) => setImmediate(resolve));
    const error = refuse(rows);
    if (error) throw error;
    return rows.map(({ value }) => value * 2);
  });
  return { group, batches };
}

const rows = (count: number): Row[] =>
  Array.from({ length: count }, (_, value) => ({ id: String(value), value }));

describe('GroupCommit', () => {
  test('writes what is asked for at once with one statement, and gives each caller the outcome of its row', async () => {
    const { group, batches } = createGroup();
    expect(await Promise.all(rows(3).map((row) => group.add(row)))).toEqual([0, 2, 4]);
    expect(batches).toEqual([rows(3)]);
  });

  test('writes what comes while a statement runs with the next, in bounded statements', async () => {
    const { group, batches } = createGroup();
    const first = group.add({ id: 'first', value: 1 });
    await Promise.resolve();
    await Promise.resolve();
    const others = rows(501).map((row) => group.add(row));
    await Promise.all([first, ...others]);
    expect(batches.map((batch) => batch.length)).toEqual([1, 500, 1]);
  });

  test('writes a row that is asked for twice one after the other', async () => {
    const { group, batches } = createGroup();
    const twice = [1, 2].map((value) => group.add({ id: 'same', value }));
    expect(await Promise.all(twice)).toEqual([2, 4]);
    expect(batches).toHaveLength(2);
  });

  test('lets a row that cannot be stored fail alone', async () => {
    const bad = new Error('not storable');
    const { group } = createGroup((some) => (some.some(({ id }) => id === '1') ? bad : undefined));
    const settled = await Promise.allSettled(rows(3).map((row) => group.add(row)));
    expect(settled).toEqual([
      { status: 'fulfilled', value: 0 },
      { status: 'rejected', reason: bad },
      { status: 'fulfilled', value: 4 },
    ]);
  });

  test('tells every caller when the store is away, and writes again afterwards', async () => {
    let isAway = true;
    const { group, batches } = createGroup(() => (isAway ? away : undefined));
    const settled = await Promise.allSettled(rows(2).map((row) => group.add(row)));
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(batches).toHaveLength(1);
    isAway = false;
    expect(await group.add({ id: 'later', value: 4 })).toBe(8);
  });
});
