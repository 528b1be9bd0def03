import { randomBytes } from 'node:crypto';
import { request, type Server } from 'node:http';
import { sendRaw, type RawAnswer } from '../../apps/api/src/testing/send-raw.js';
import { startTestApi, type TestApi } from '../../apps/api/src/testing/start-test-api.js';

/* The threats of docs/security.md that show at the wire; one API with access on serves them all. */

const KEY = 'the-admin-key-of-this-test';
const EVIL = 'http://evil.example';
const BARS = 'date,open,high,low,close,volume\n2016-01-04,10,12,9,11,100\n';
const STRATEGY = {
  ...{ version: 1, name: 'Plain', symbols: ['AAPL'] },
  rules: { long: { enter: 'close > 10', exit: 'close < 10' } },
};

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi({
    ...{ AUTH: 'on', ADMIN_API_KEY: KEY, SOCKETS_PER_ADDRESS: '2', IMPORT_LIMIT_BYTES: '200000' },
    ...{ TRUST_PROXY: '203.0.113.0/24', CORS_ORIGINS: 'http://friend.example' },
  });
});
afterAll(() => api.stop());

interface Sent {
  method?: string;
  headers?: object;
  body?: string | Buffer;
}

const call = (path: string, { headers, ...sent }: Sent = {}): Promise<RawAnswer> =>
  sendRaw(api.base + path, { ...sent, headers: { 'x-api-key': KEY, ...headers } });

const post = (path: string, body: unknown, headers = {}): Promise<RawAnswer> =>
  call(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

const faultsOf = ({ text }: RawAnswer): { path: string; code: string }[] =>
  (JSON.parse(text) as { errors?: { path: string; code: string }[] }).errors ?? [];

/** The status that an upgrade is answered with; 101 leaves it open until `after` is done with it. */
function upgrade(path: string, headers: object, after = async () => undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(api.base + path, {
      agent: false,
      headers: {
        ...{ connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' },
        ...{ 'sec-websocket-key': randomBytes(16).toString('base64'), 'x-api-key': KEY, ...headers },
      },
    });
    asked.on('response', (answer) => resolve(answer.resume().statusCode ?? 0));
    asked.on('upgrade', (_answer, socket) => {
      socket.on('error', () => undefined);
      void after().then(() => {
        socket.destroy();
        resolve(101);
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}

const SOCKET = '/ws/backtest/none';
const SOCKET_IO = '/socket.io/?EIO=4&transport=websocket';

describe('a page of another site', () => {
  it('opens no socket of either kind', async () => {
    expect([await upgrade(SOCKET, { origin: EVIL }), await upgrade(SOCKET_IO, { origin: EVIL })]).toEqual([
      403, 400,
    ]);
    const polling = await call('/socket.io/?EIO=4&transport=polling', { headers: { origin: EVIL } });
    expect(polling.status).toBe(403);
  });

  it.each([
    ['a call without a body', '/api/v1/admin/cleanup', {}, ''],
    ['plain text', '/api/v1/strategies', { 'content-type': 'text/plain' }, JSON.stringify(STRATEGY)],
    [
      'a form with a file',
      '/api/v1/market-data/bars/import?symbol=X',
      { 'content-type': 'multipart/form-data; boundary=b' },
      `--b\r\nContent-Disposition: form-data; name="file"; filename="x.csv"\r\n\r\n${BARS}\r\n--b--`,
    ],
  ])('changes nothing by %s, which browsers send without asking first', async (_, path, headers, body) => {
    const answer = await call(path, { method: 'POST', headers: { origin: EVIL, ...headers }, body });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      403,
      expect.objectContaining({ code: 'SITE_REFUSED' }),
    ]);
  });

  it('is not allowed to read; those of CORS_ORIGINS are', async () => {
    const allowed = async (origin: string) =>
      (await call('/health/live', { headers: { origin } })).headers['access-control-allow-origin'];
    expect([await allowed(EVIL), await allowed('http://friend.example')]).toEqual([
      undefined,
      'http://friend.example',
    ]);
  });

  it('frames no page of ours and adds no script to one', async () => {
    const { headers } = await call('/docs/errors');
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).toContain("script-src 'self';");
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
  });

  it.each(['/api/v1/admin/statistics', '/api/v1/nowhere'])('runs and frames nothing of %s', async (path) => {
    expect((await call(path)).headers).toMatchObject({
      'content-security-policy': "default-src 'none';frame-ancestors 'none'",
      ...{ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' },
      ...{ 'cross-origin-resource-policy': 'same-origin', 'cache-control': 'no-store' },
    });
  });
});

describe('sockets', () => {
  it('are so many from one address, and more again when one closes', async () => {
    const second = async (): Promise<undefined> => {
      // The task is not there, so that the server closes the socket in the end; until then its place is taken.
      expect(await upgrade(SOCKET_IO, {}, third)).toBe(101);
    };
    const third = async (): Promise<undefined> => {
      expect(await upgrade(SOCKET, {})).toBe(429);
    };
    expect(await upgrade(SOCKET_IO, {}, second)).toBe(101);
  });

  it('share their places with event streams', async () => {
    const queued = await post('/api/scheduler/queue/tasks/trigger', { job_name: 'health_check' });
    const { task_id: task } = JSON.parse(queued.text) as { task_id: string };
    const stream = `/api/v1/backtest/events/${task}`;
    // What was closed gives its place back in a moment.
    const open = async (then: () => Promise<undefined>): Promise<void> => {
      while ((await upgrade(`/ws/backtest/${task}`, {}, then)) !== 101);
    };
    const refused = async (): Promise<undefined> => {
      const { status, text } = await call(stream);
      expect([status, JSON.parse(text)]).toEqual([429, expect.objectContaining({ code: 'RATE_LIMITED' })]);
    };
    await open(async () => void (await open(refused)));
    const caller = new AbortController();
    const headers = { 'x-api-key': KEY };
    let status = 429;
    while (status === 429) ({ status } = await fetch(api.base + stream, { headers, signal: caller.signal }));
    expect(status).toBe(200);
    await open(async () => void expect(await upgrade(SOCKET, {})).toBe(429));
    caller.abort();
    await open(async () => open(async () => undefined) as Promise<undefined>);
  });

  it.each(['//', '//[', '//a:99999999/'])(
    'are opened at no address like %s, which is none for a library of ours',
    async (path) => {
      expect(await upgrade(path, { 'x-api-key': 'none' })).toBe(404);
    },
  );
});

describe('files', () => {
  it('are written nowhere by the name of an upload', async () => {
    const form = `--b\r\nContent-Disposition: form-data; name="file"; filename="../../../x.csv"\r\n\r\n${BARS}\r\n--b--`;
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    const path = '/api/v1/market-data/bars/import?symbol=UP&timeframe=1d&dry_run=true';
    const answer = await call(path, { method: 'POST', headers, body: form });
    expect(answer.text).not.toContain('../');
    expect(answer.status).toBe(200);
  });

  it('have a name that ends no header', async () => {
    const symbol = 'A"\r\nX-Injected: 1';
    const answer = await call(`/api/v1/market-data/bars?symbol=${encodeURIComponent(symbol)}&format=csv`);
    expect(answer.headers).not.toHaveProperty('x-injected');
    expect(answer.headers['content-disposition'] ?? '').not.toMatch(/"[^"]*"[^"]*"/);
  });

  it('that never end a line, or are too large, are refused', async () => {
    const path = '/api/v1/market-data/bars/import?symbol=BIG&timeframe=1d';
    const send = (body: string) =>
      call(path, { method: 'POST', headers: { 'content-type': 'text/csv' }, body });
    expect((await send(`date,open,high,low,close\n${'9'.repeat(150_000)}`)).status).toBe(422);
    expect((await send(BARS + '\n'.repeat(300_000))).status).toBe(413);
  });
});

describe('a body', () => {
  it('that is packed is not unpacked', async () => {
    const answer = await post('/api/v1/strategies/validate', '{}', { 'content-encoding': 'gzip' });
    expect(answer.status).toBe(415);
  });

  it.each(['__proto__', 'constructor', '\\u005f_proto__'])('changes no class by a key %s', async (key) => {
    const answer = await post('/api/v1/strategies/validate', `{"strategy":{"${key}":{"polluted":true}}}`);
    expect([answer.status, ({} as { polluted?: boolean }).polluted]).toEqual([422, undefined]);
  });

  it('with more members than there are sets none of them', async () => {
    for (const more of [{ owner: 'admin' }, { id: '1' }, { strategy_id: '1', version: 9 }]) {
      const answer = await post('/api/v1/strategies', { strategy: STRATEGY, ...more });
      expect([answer.status, faultsOf(answer)[0].code]).toEqual([422, 'E_UNKNOWN_KEY']);
    }
    const answer = await post('/api/v1/keys', {
      name: 'x',
      role: 'viewer',
      owner: 'me',
      hash: 'aa',
      id: 'mine',
    });
    expect(answer.status).toBe(422);
  });

  it('that is nested deeply is counted, not walked', async () => {
    const answer = await post('/api/v1/strategies/validate', '['.repeat(200_000));
    expect([answer.status, faultsOf(answer)[0].code]).toEqual([422, 'E_BUDGET']);
  });
});

describe('the text of a strategy', () => {
  it.each([
    ['deep', '('.repeat(5_000) + 'close' + ')'.repeat(5_000)],
    ['long', Array(20_000).fill('close').join(' + ')],
    ['made for a search that goes back', `${'a'.repeat(20_000)}!`],
    ['greedy', 'sma(close, 1000000000)'],
  ])('that is %s is refused by its budget', async (_, text) => {
    const answer = await post('/api/v1/strategies/parse', { expression: text });
    expect(answer.status).toBeLessThan(500);
    expect(JSON.stringify(JSON.parse(answer.text))).toMatch(/"code":"E_|"errors":\[\{/);
  });
});

describe('an answer', () => {
  it('is kept by no cache, and repeats no name that the caller gave the host', async () => {
    const headers = {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'gopher',
    };
    for (const path of ['/api/v1/backtest/active', '/api/scheduler/status', '/nowhere']) {
      const answer = await call(path, { headers });
      expect([
        path,
        answer.headers['cache-control'],
        JSON.stringify(answer.headers).includes('evil'),
      ]).toEqual([...[path, 'no-store', false]]);
      expect(answer.text).not.toContain('evil.example');
    }
  });

  it('sends nobody to another site', async () => {
    for (const name of [
      '//evil.example',
      '..%2f..%2f%2fevil.example',
      'x%0d%0aLocation:%20http:%2f%2fevil.example',
    ]) {
      const answer = await call(`/api/scheduler/jobs/${name}/pause`, { method: 'POST' });
      expect(answer.headers.location ?? '/api/v1/schedules/').toMatch(/^\/api\/v1\/schedules\//);
    }
  });

  it('gives an id of ours where that of the caller could end a line of the log', async () => {
    for (const id of ['a b', 'x"}', '<b>', 'y'.repeat(300)]) {
      const { headers } = await call('/health/live', { headers: { 'x-request-id': id } });
      expect(headers['x-request-id']).toMatch(/^[\w.:-]{1,128}$/);
    }
  });

  it('tells no more of a thing that is somebody else’s than of one that there is not', async () => {
    const made = await post('/api/v1/strategies', { strategy: STRATEGY });
    const { strategy_id: id } = JSON.parse(made.text) as { strategy_id: string };
    const key = JSON.parse((await post('/api/v1/keys', { name: 'other', role: 'trader' })).text) as {
      key: string;
    };
    const ask = async (strategy: string) => {
      const answer = await call(`/api/v1/strategies/${strategy}`, { headers: { 'x-api-key': key.key } });
      const { code, title } = JSON.parse(answer.text) as { code: string; title: string };
      return [answer.status, code, title];
    };
    expect(await ask(id)).toEqual(await ask('00000000-0000-4000-8000-000000000000'));
  });
});

describe('SQL', () => {
  it.each([
    '/api/v1/backtest/runs?sort=sharpe_ratio;DROP%20TABLE%20tasks',
    "/api/v1/backtest/runs?order=asc'--",
    "/api/v1/admin/tasks?job='%20OR%201=1--",
    "/api/v1/market-data/news?order=desc,(select%201)&symbols=x'",
    '/api/v1/admin/tasks?cursor=eyJhIjoiJyBPUiAxPTEifQ',
  ])('is no part of %s', async (path) => {
    expect([200, 400]).toContain((await call(path)).status);
    expect((await call('/api/v1/admin/tasks')).status).toBe(200);
  });
});

describe('clients that are slow', () => {
  it('have so long to send a request, and are so many', () => {
    const server: Server = api.app.getHttpServer();
    expect([server.requestTimeout, server.headersTimeout, server.timeout, server.maxConnections]).toEqual([
      ...[300_000, 20_000, 300_000, 10_000],
    ]);
  });

  it('with too large headers are told so', async () => {
    expect((await call('/health/live', { headers: { x: 'y'.repeat(20_000) } })).status).toBe(431);
  });
});
