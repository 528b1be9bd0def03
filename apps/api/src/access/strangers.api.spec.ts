import { Database } from '#database';
import { RUN_HISTORY, type JobName, type NewTask, type RunHistory } from '#jobs';
import { sql } from 'drizzle-orm';
import { startTestApi, type TestApi } from '../testing/start-test-api.js';

const ADMIN_KEY = 'the-admin-key-of-this-test';
/** In everything of Ann's; no stranger may read it. */
const SECRET = 'anns-own-idea';
const STRATEGY = {
  version: 1,
  name: SECRET,
  symbols: ['AAPL'],
  rules: { long: { enter: 'close > sma(close, 3)', exit: 'close < sma(close, 3)' } },
};
const TASKS: Readonly<Partial<Record<JobName, NewTask['queue']>>> = {
  backtest_run: 'backtest',
  optimise_run: 'backtest',
  monte_carlo: 'analytics',
  ablation: 'analytics',
  strategy_validation: 'strategy',
};

interface Operation {
  method: string;
  path: string;
  id: string;
  role: string;
}

let api: TestApi;
let ann: Record<string, string>;
let bob: Record<string, string>;
let strategyId: string;
let operations: Operation[];

beforeAll(async () => {
  api = await startTestApi({ AUTH: 'on', ADMIN_API_KEY: ADMIN_KEY });
  [ann, bob] = await Promise.all([makeKey('ann'), makeKey('bob')]);
  const stored = await api.post('/api/v1/strategies', { strategy: STRATEGY, note: SECRET }, ann);
  strategyId = ((await stored.json()) as { strategy_id: string }).strategy_id;
  const history = api.app.get<RunHistory>(RUN_HISTORY);
  for (const [job, queue] of Object.entries(TASKS) as [JobName, NewTask['queue']][]) {
    const payload = { strategy: STRATEGY, request: { timeframe: '1d', symbols: ['AAPL'], tags: [SECRET] } };
    await history.create({
      id: `ann-${job}`,
      job,
      queue,
      slot: null,
      payload,
      submitter: 'ann',
      createdAt: 1,
    });
  }
  operations = await listOperations();
});

afterAll(() => api.stop());

async function makeKey(owner: string, quotas = {}): Promise<Record<string, string>> {
  const admin = { authorization: `Bearer ${ADMIN_KEY}` };
  const made = await api.post('/api/v1/keys', { name: 'k', owner, role: 'trader', quotas }, admin);
  return { 'x-api-key': ((await made.json()) as { key: string }).key };
}

async function listOperations(): Promise<Operation[]> {
  const document = (await (await api.get('/openapi.json', ann)).json()) as {
    paths: Record<string, Record<string, { operationId: string; 'x-barkeep-role': string }>>;
  };
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId: id, 'x-barkeep-role': role }]) => ({
      ...{ method: method.toUpperCase(), path, id, role },
    })),
  );
}

/** The addresses of an operation with Ann's things in the place of its parameters. */
function addressesOf({ path }: Operation): string[] {
  const tasks = path.includes('task_id}') ? Object.keys(TASKS).map((job) => `ann-${job}`) : [''];
  return tasks.map((task) =>
    path
      .replace(/\{(other_)?task_id\}/g, task)
      .replace('{strategy_id}', strategyId)
      .replace(/\{\w+\}/g, '1'),
  );
}

function send(method: string, address: string, headers: Record<string, string>): Promise<Response> {
  const body = { strategy_id: strategyId, run_id: 'ann-backtest_run', timeframe: '1d', shared: true };
  const json = { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return fetch(api.base + address, { method, ...(method === 'GET' ? { headers } : json) });
}

/** Everything of Ann's, as the database has it. */
async function annsThings(): Promise<unknown[]> {
  return api.app.get(Database).query(async (queries) => {
    const tables = ['tasks', 'backtest_runs', 'strategies', 'strategy_versions'];
    const found = tables.map((table) =>
      queries.execute(sql`select to_jsonb(t) as row from ${sql.identifier(table)} t order by t::text`),
    );
    return (await Promise.all(found)).map(({ rows }) => rows);
  });
}

const isAboutAnn = ({ path }: Operation) => /task_id\}|\{strategy_id\}/.test(path);

describe('to a stranger, with a key of the same role,', () => {
  it('no operation tells or changes anything of another', async () => {
    const before = await annsThings();
    const told: string[] = [];
    for (const operation of operations.filter(({ id }) => id !== 'logIn')) {
      for (const address of addressesOf(operation)) {
        const answer = await send(operation.method, address, bob);
        const text = await answer.text();
        const expected = ['viewer', 'trader'].includes(operation.role) ? 404 : 403;
        const isRight = isAboutAnn(operation) ? answer.status === expected : answer.status < 500;
        if (!isRight || text.includes(SECRET)) told.push(`${operation.method} ${address} ${answer.status}`);
      }
    }
    expect(told).toEqual([]);
    expect(await annsThings()).toEqual(before);
  });

  it('what is another’s looks like what is not there', async () => {
    const askFor = async (id: string) => {
      const answer = await api.get(`/api/v1/backtest/status/${id}`, bob);
      const { request_id: _request, ...problem } = (await answer.json()) as Record<string, unknown>;
      return JSON.stringify(problem).replaceAll(id, '…');
    };
    expect(await askFor('ann-backtest_run')).toBe(await askFor('ann-nothing_here'));
  });

  it('what is shared is shown and stays as it is', async () => {
    const share = (shared: boolean) =>
      fetch(`${api.base}/api/v1/backtest/runs/ann-backtest_run`, {
        method: 'PATCH',
        headers: { ...ann, 'content-type': 'application/json' },
        body: JSON.stringify({ shared }),
      });
    const listed = async () =>
      ((await (await api.get('/api/v1/backtest/runs', bob)).json()) as { items: object[] }).items;
    expect(await (await share(true)).json()).toMatchObject({ owner: 'ann', shared: true });
    expect((await api.get('/api/v1/backtest/status/ann-backtest_run', bob)).status).toBe(200);
    expect(await listed()).toMatchObject([{ task_id: 'ann-backtest_run' }]);
    expect((await api.post('/api/v1/backtest/cancel/ann-backtest_run', {}, bob)).status).toBe(403);
    await share(false);
    expect((await api.get('/api/v1/backtest/status/ann-backtest_run', bob)).status).toBe(404);
  });
});

describe('a quota of waiting backtests', () => {
  it('counts those of the owner, however they were asked for, and of nobody else', async () => {
    const ask = async (owner: string, most: number) => {
      const key = await makeKey(owner, { queued_backtests: most });
      const answer = await api.post('/api/v1/backtest/run', {}, key);
      return ((await answer.json()) as { code: string }).code;
    };
    const codes = await Promise.all([ask('ann', 3), ask('ann', 5), ask('bob', 1)]);
    expect(codes).toEqual(['QUOTA_EXCEEDED', 'STRATEGY_INVALID', 'STRATEGY_INVALID']);
  });

  it('holds for calls that come at once, and again for those that come after', async () => {
    const key = await makeKey('cid', { queued_backtests: 2 });
    const ask = async () => {
      const answer = await api.post('/api/v1/analytics/ablation', {}, key);
      return ((await answer.json()) as { code: string }).code;
    };
    const codes = await Promise.all(Array.from({ length: 20 }, ask));
    expect(codes.filter((code) => code === 'BODY_INVALID').length).toBeLessThan(20);
    expect(codes).toContain('QUOTA_EXCEEDED');
    expect(await ask()).toBe('BODY_INVALID');
  });
});

describe('to its owner', () => {
  it('everything is there', async () => {
    const missing: string[] = [];
    for (const operation of operations.filter((one) => isAboutAnn(one) && one.method === 'GET')) {
      if (!['viewer', 'trader'].includes(operation.role) || operation.id === 'streamBacktestEvents') continue;
      const statuses = [];
      for (const address of addressesOf(operation)) {
        const answer = await send('GET', address, ann);
        await answer.body?.cancel();
        statuses.push(answer.status);
      }
      if (statuses.every((status) => status === 403)) missing.push(operation.id);
    }
    expect(missing).toEqual([]);
    expect((await api.get('/api/v1/backtest/status/ann-backtest_run', ann)).status).toBe(200);
    expect((await api.get(`/api/v1/strategies/${strategyId}`, ann)).status).toBe(200);
  });
});
