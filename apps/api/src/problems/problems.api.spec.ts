import { connect } from 'node:net';
import { PROBLEM_MEDIA_TYPE } from './problem.js';
import { startTestApi, type TestApi } from '../testing/start-test-api.js';

const RUN = '/api/v1/backtest/run';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi({ CORS_ORIGINS: 'https://friend.example' });
});

afterAll(() => api.stop());

async function problemOf(answer: Response) {
  expect(answer.headers.get('content-type')).toBe(PROBLEM_MEDIA_TYPE);
  const problem = await answer.json();
  expect(problem.status).toBe(answer.status);
  expect(problem.request_id).toBe(answer.headers.get('x-request-id'));
  expect(JSON.stringify(problem)).not.toMatch(/node_modules|\.js:|\\n +at /);
  return problem;
}

describe('a request that can’t be read', () => {
  it('says where JSON is broken', async () => {
    const problem = await problemOf(await api.post(RUN, '{\n  "strategy": {},,\n}'));
    expect(problem).toMatchObject({ status: 400, code: 'BODY_MALFORMED', instance: RUN });
    expect(problem.errors).toEqual([
      { path: '', span: [19, 20], code: 'E_PARSE', message: 'unexpected "," at line 2, column 18' },
    ]);
  });

  it.each([
    ['half of JSON', '{"a": "x', 400, 'BODY_MALFORMED'],
    ['nothing', '', 400, 'BODY_MALFORMED'],
    ['a thousand brackets', '['.repeat(1_000) + ']'.repeat(1_000), 422, 'BODY_INVALID'],
    ['two megabytes', JSON.stringify('x'.repeat(2_000_000)), 413, 'BODY_TOO_LARGE'],
    ['a key of prototypes', '{"strategy": {"__proto__": {}}}', 422, 'BODY_INVALID'],
    ['a key of classes', '{"strategy": {"rules": {"constructor": 1}}}', 422, 'BODY_INVALID'],
    ['a key of classes in disguise', '{"strategy": {"\\u0063onstructor": 1}}', 422, 'BODY_INVALID'],
    ['a list', '[1]', 422, 'STRATEGY_INVALID'],
    ['a hundred thousand brackets', '['.repeat(100_000), 422, 'BODY_INVALID'],
  ])('is refused: %s', async (_name, body, status, code) => {
    expect(await problemOf(await api.post(RUN, body))).toMatchObject({ status, code });
  });

  it('is refused with the place of each character that cannot be stored', async () => {
    const body = String.raw`{"tags": ["\u0000", "\ud83d\ude00", "a\ud800b"], "strategy": {"\udc00": 1, "a/b": "\uDFFF"}}`;
    const problem = await problemOf(await api.post(RUN, body));
    expect(problem).toMatchObject({ status: 422, code: 'BODY_INVALID' });
    const places = (problem.errors as { path: string }[]).map(({ path }) => path);
    expect(places).toEqual(['/tags/0', '/tags/2', '/strategy', '/strategy/a~1b']);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'nonsense'])(
    'is refused as %s',
    async (type) => {
      const problem = await problemOf(await api.post(RUN, 'a=1', { 'content-type': type }));
      expect(problem).toMatchObject({ status: 415, code: 'MEDIA_UNSUPPORTED' });
    },
  );

  it.each([
    ['/nowhere', 404, 'ROUTE_NOT_FOUND'],
    ['/api/v1/backtest/status/nobody', 404, 'TASK_NOT_FOUND'],
    ['/api/v1/backtest/status/%zz', 400, 'PARAMETER_INVALID'],
    ['/api/v1/backtest/status/a%00b', 400, 'PARAMETER_INVALID'],
    [`/api/v1/backtest/status/${'a'.repeat(500)}`, 400, 'PARAMETER_INVALID'],
    ['/api/v1/backtest/events/nobody', 404, 'TASK_NOT_FOUND'],
    ['/api/v1/backtest/events/nobody?last_seq=x', 400, 'PARAMETER_INVALID'],
  ])('is answered with a problem at %.60s', async (path, status, code) => {
    expect(await problemOf(await api.get(path))).toMatchObject({ status, code });
  });

  it('is refused when it is compressed', async () => {
    const packed = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    const problem = await problemOf(await api.post(RUN, '{}', packed));
    expect(problem).toMatchObject({ status: 415, code: 'MEDIA_UNSUPPORTED' });
    const plain = await api.post(RUN, '{}', { ...packed, 'content-encoding': 'identity' });
    expect((await problemOf(plain)).status).toBe(422);
  });

  it('is closed politely when it is no HTTP at all', async () => {
    const { port } = new URL(api.base);
    const text = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('GARBAGE\r\n\r\n'));
      let heard = '';
      socket.on('data', (chunk) => (heard += chunk.toString()));
      socket.on('close', () => resolve(heard));
    });
    expect(text).toMatch(/^HTTP\/1.1 400 Bad Request\r\n.*problem\+json/s);
  });
});

describe('every answer', () => {
  it('carries the caller’s request id when it is a plain word, else one of ours', async () => {
    const kept = await api.get('/health/live', { 'x-request-id': 'trace-1.a' });
    expect(kept.headers.get('x-request-id')).toBe('trace-1.a');
    const replaced = await api.get('/health/live', { 'x-request-id': 'a b<script>' });
    expect(replaced.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('leads to the meaning of its code when it is a problem', async () => {
    const { type } = await problemOf(await api.get('/nowhere'));
    const [path, anchor] = type.split('#');
    expect(await (await api.get(path)).text()).toContain(`id="${anchor}"`);
  });

  it('is safe to show, and for named origins only', async () => {
    const page = await api.get('/docs/errors');
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    const friend = await api.get('/health/live', { origin: 'https://friend.example' });
    expect(friend.headers.get('access-control-allow-origin')).toBe('https://friend.example');
    const stranger = await api.get('/health/live', { origin: 'https://stranger.example' });
    expect(stranger.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('while Redis is away', () => {
  it('asks to try again, and says so in health', async () => {
    await api.redis.kill();
    const strategy = { version: 1, name: 'x', symbols: ['NOPE'], rules: { long: { enter: 'close > 1' } } };
    const unknown = await api.get('/api/v1/backtest/status/nobody');
    expect(unknown.headers.get('retry-after')).toBe('5');
    expect(await problemOf(unknown)).toMatchObject({ status: 503, code: 'STORE_UNAVAILABLE' });
    expect((await api.get('/health/live')).status).toBe(200);
    expect((await api.get('/health/ready')).status).toBe(503);
    const health = await api.get('/api/v1/admin/health');
    expect(health.status).toBe(503);
    expect(await health.json()).toMatchObject({
      overall_status: 'unhealthy',
      components: {
        redis: { status: 'unhealthy' },
        database: { status: 'healthy' },
        api: { status: 'healthy' },
      },
    });
    const checked = await api.post(RUN, { strategy, timeframe: '1d' });
    expect(await problemOf(checked)).toMatchObject({ status: 422 });
    await api.redis.restart();
  });
});
