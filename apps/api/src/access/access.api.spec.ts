import { Database } from '#database';
import { RedisConnections } from '#redis';
import { sql } from 'drizzle-orm';
import { startTestApi, type TestApi } from '../testing/start-test-api.js';

const ADMIN_KEY = 'the-admin-key-of-this-test';
const PROBLEM = 'application/problem+json; charset=utf-8';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi({ AUTH: 'on', ADMIN_API_KEY: ADMIN_KEY });
});

afterAll(() => api.stop());

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

async function makeKey(role: string, more: object = {}): Promise<{ id: string; key: string }> {
  const made = await api.post('/api/v1/keys', { name: role, role, ...more }, bearer(ADMIN_KEY));
  expect(made.status).toBe(201);
  return (await made.json()) as { id: string; key: string };
}

function send(method: string, path: string, headers: Record<string, string>): Promise<Response> {
  return fetch(api.base + path, { method, headers });
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 50));
}

describe('a stranger', () => {
  it.each(['/api/v1/backtest/active', '/metrics', '/openapi.json', '/api/v1/nowhere', '/docs/errors'])(
    'is told nothing by %s',
    async (path) => {
      const answer = await api.get(path);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([401, PROBLEM]);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="barkeep"');
      expect(await answer.json()).toMatchObject({ code: 'UNAUTHENTICATED' });
    },
  );

  it.each([
    ['a wrong key', bearer('not-the-admin-key-of-this-test')],
    ['a key of ours that was never made', bearer(`bk_000000000000_${'a'.repeat(43)}`)],
    ['another scheme', { authorization: `Basic ${ADMIN_KEY}` }],
    ['a cookie that nobody gave out', { cookie: 'barkeep_session=aaaa' }],
  ])('comes in by no %s', async (_what, headers: Record<string, string>) => {
    expect((await api.get('/api/v1/backtest/active', headers)).status).toBe(401);
  });

  it('is refused before anything of the body is read', async () => {
    const answer = await api.post('/api/v1/backtest/run', '{ not json', {});
    expect(answer.status).toBe(401);
  });

  it('sees that the process lives and is ready, and no more', async () => {
    expect((await api.get('/health/live')).status).toBe(200);
    expect(await (await api.get('/health/ready')).json()).toEqual({ status: 'ok', details: {} });
    const told = await (await api.get('/health/ready', bearer(ADMIN_KEY))).json();
    expect(JSON.stringify(told)).toContain('database');
  });

  it('learns that a key is needed', async () => {
    expect(await (await api.get('/api/v1/session')).json()).toMatchObject({
      ...{ access: true, authenticated: false, owner: null, role: null, csrf_token: null },
    });
  });
});

describe('a key', () => {
  it('opens by either header as far as its role goes', async () => {
    const { key } = await makeKey('viewer', { owner: 'ann' });
    expect((await api.get('/api/v1/backtest/active', bearer(key))).status).toBe(200);
    expect((await api.get('/api/v1/backtest/active', { 'x-api-key': key })).status).toBe(200);
    expect((await api.get('/metrics', bearer(key))).status).toBe(200);
    const refused = await api.post('/api/v1/backtest/run', {}, bearer(key));
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ code: 'FORBIDDEN' });
    expect((await api.get('/api/v1/keys', bearer(key))).status).toBe(403);
    expect(await (await api.get('/api/v1/session', bearer(key))).json()).toMatchObject({
      ...{ authenticated: true, owner: 'ann', role: 'viewer', csrf_token: null },
    });
  });

  it('is shown once, listed without itself, and says when it was used', async () => {
    const { id, key } = await makeKey('operator');
    await api.get('/api/v1/backtest/active', bearer(key));
    const listed = async () => {
      const text = await (await api.get('/api/v1/keys', bearer(ADMIN_KEY))).text();
      expect(text).not.toContain(key.slice(16));
      return (JSON.parse(text) as { items: { id: string; last_used_at: string | null }[] }).items.find(
        (item) => item.id === id,
      );
    };
    await until(async () => (await listed())?.last_used_at !== null);
    expect(await listed()).toMatchObject({ name: 'operator', owner: 'operator', revoked_at: null });
  });

  it('that is revoked opens nothing two seconds later', async () => {
    const { id, key } = await makeKey('viewer');
    expect((await api.get('/api/v1/backtest/active', bearer(key))).status).toBe(200);
    const from = Date.now();
    expect((await send('DELETE', `/api/v1/keys/${id}`, bearer(ADMIN_KEY))).status).toBe(204);
    await until(async () => (await api.get('/api/v1/backtest/active', bearer(key))).status === 401);
    expect(Date.now() - from).toBeLessThan(2_000);
    expect((await send('DELETE', `/api/v1/keys/${id}`, bearer(ADMIN_KEY))).status).toBe(404);
  });

  it('may send as many requests a minute as its quota says', async () => {
    const { key } = await makeKey('viewer', { quotas: { requests_per_minute: 3 } });
    const statuses = [];
    for (let count = 0; count < 4; count += 1) {
      const answer = await api.get('/api/v1/backtest/active', bearer(key));
      statuses.push(answer.status);
      if (answer.status === 429) expect(answer.headers.get('retry-after')).toBe('20');
    }
    expect(statuses).toEqual([200, 200, 200, 429]);
  });

  it('counts also where anyone is let in', async () => {
    const { key } = await makeKey('viewer', { quotas: { requests_per_minute: 2 } });
    const enter = async () => (await api.post('/api/v1/session', { key }, bearer(key))).status;
    expect([await enter(), await enter(), await enter()]).toEqual([200, 200, 429]);
  });

  it.each([{ name: 'x' }, { role: 'viewer' }, { name: 'x', role: 'king' }, { name: '<b>', role: 'viewer' }])(
    'is not made of %j',
    async (body) => {
      const refused = await api.post('/api/v1/keys', body, bearer(ADMIN_KEY));
      expect(refused.status).toBe(422);
    },
  );
});

describe('a login of the page', () => {
  const logIn = (key: string, headers = {}) => api.post('/api/v1/session', { key }, headers);

  it('is a cookie that no script reads and that goes to no other site', async () => {
    const plain = await logIn(ADMIN_KEY);
    expect(plain.headers.get('set-cookie')).toMatch(
      /^barkeep_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    const secure = await logIn(ADMIN_KEY, { 'x-forwarded-proto': 'https' });
    expect(secure.headers.get('set-cookie')).toMatch(/; Secure/);
    expect((await logIn('no-key-at-all')).status).toBe(401);
  });

  it('reads by the cookie alone, changes with the token of the session, and ends everywhere', async () => {
    const entered = await logIn(ADMIN_KEY);
    const [cookie] = entered.headers.get('set-cookie')!.split(';');
    const { csrf_token: token } = (await entered.json()) as { csrf_token: string };
    expect(await (await api.get('/api/v1/session', { cookie })).json()).toMatchObject({
      ...{ authenticated: true, role: 'admin', csrf_token: token },
    });
    expect((await api.get('/api/v1/keys', { cookie })).status).toBe(200);
    const change = (headers: object) =>
      api.post('/api/v1/admin/queues/default/resume', {}, { cookie, ...headers });
    expect((await change({})).status).toBe(403);
    expect((await change({ 'x-csrf-token': 'x'.repeat(token.length) })).status).toBe(403);
    expect((await change({ 'x-csrf-token': token })).status).toBe(200);
    expect((await send('DELETE', '/api/v1/session', { cookie })).status).toBe(403);
    const left = await send('DELETE', '/api/v1/session', { cookie, 'x-csrf-token': token });
    expect([left.status, left.headers.get('set-cookie')]).toEqual([
      204,
      'barkeep_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict',
    ]);
    expect((await api.get('/api/v1/keys', { cookie })).status).toBe(401);
  });

  it('ends with its key', async () => {
    const { id, key } = await makeKey('viewer');
    const [cookie] = (await logIn(key)).headers.get('set-cookie')!.split(';');
    expect((await api.get('/api/v1/backtest/active', { cookie })).status).toBe(200);
    await send('DELETE', `/api/v1/keys/${id}`, bearer(ADMIN_KEY));
    await until(async () => (await api.get('/api/v1/backtest/active', { cookie })).status === 401);
  });
});

describe('a ticket', () => {
  it('lets in once, to read', async () => {
    const issue = async () => {
      const issued = await api.post('/api/v1/tickets', {}, bearer(ADMIN_KEY));
      return ((await issued.json()) as { ticket: string }).ticket;
    };
    const ticket = await issue();
    const path = `/api/v1/backtest/runs?limit=1&ticket=${ticket}`;
    expect([(await api.get(path)).status, (await api.get(path)).status]).toEqual([200, 401]);
    const changing = await api.post(`/api/v1/tickets?ticket=${await issue()}`, {});
    expect(changing.status).toBe(401);
  });
});

describe('a login', () => {
  it('is given no ticket, which would outlive it', async () => {
    const entered = await api.post('/api/v1/session', { key: ADMIN_KEY });
    const [cookie] = entered.headers.get('set-cookie')!.split(';');
    const { csrf_token: token } = (await entered.json()) as { csrf_token: string };
    const refused = await api.post('/api/v1/tickets', {}, { cookie, 'x-csrf-token': token });
    expect([refused.status, await refused.json()]).toEqual([
      403,
      expect.objectContaining({ code: 'FORBIDDEN' }),
    ]);
  });
});

describe('a key that was used in every way', () => {
  it('is on record nowhere: not in the database, not in Redis, not in what is answered', async () => {
    const { key } = await makeKey('operator');
    const told = [
      await api.get('/api/v1/nowhere', bearer(key)),
      await api.post('/api/v1/session', { key }),
      await api.post('/api/v1/session', { key: `${key}x` }),
      await api.post('/api/v1/keys', { name: 'x', role: 'viewer', key }, bearer(key)),
      await api.post(`/api/v1/tickets?key=${key}`, { key }, bearer(key)),
    ];
    const [cookie] = told[1].headers.get('set-cookie')!.split(';');
    expect(await Promise.all(told.map((answer) => answer.text()))).not.toContainEqual(
      expect.stringContaining(key),
    );
    const { rows } = await api.app.get(Database).query((queries) =>
      queries.execute(sql`
        select (select jsonb_agg(to_jsonb(a))::text from audit a) || (select jsonb_agg(to_jsonb(k))::text from api_keys k)
          as text`),
    );
    const redis = api.app.get(RedisConnections).tasks;
    const names = await redis.keys('*');
    const sessions = names.filter((name) => name.includes(':session:'));
    const kept = [JSON.stringify(rows), ...names, ...(await redis.mget(sessions))].join(' ');
    expect(sessions).not.toHaveLength(0);
    expect(kept).not.toContain(key.slice('bk_000000000000_'.length));
    expect(kept).not.toContain(cookie.split('=')[1]);
  });
});

describe('every operation', () => {
  it('says whom it is for, those that change something in so many words', async () => {
    const document = (await (await api.get('/openapi.json', bearer(ADMIN_KEY))).json()) as {
      paths: Record<string, Record<string, Record<string, unknown>>>;
    };
    const silent = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations)
        .filter(([, operation]) => operation['x-barkeep-role'] === undefined)
        .map(([method]) => `${method} ${path}`),
    );
    expect(silent).toEqual([]);
  });
});
