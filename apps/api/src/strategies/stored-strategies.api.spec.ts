import { BarRepository, createBarColumns, InstrumentRepository } from '#database';
import { RUN_HISTORY, type RunHistory } from '#jobs';
import { startTestApi, type TestApi } from '../testing/start-test-api.js';
import { EXAMPLE_STRATEGY } from './example-strategy.js';

const STRATEGIES = '/api/v1/strategies';
const DAY = 86_400_000;

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});

afterAll(() => api.stop());

async function call(method: string, path: string, body?: object) {
  const answer = await fetch(api.base + path, {
    method,
    headers: body ? { 'content-type': 'application/json' } : {},
    body: body && JSON.stringify(body),
  });
  return { status: answer.status, body: answer.status === 204 ? null : await answer.json() };
}

async function create(name: string): Promise<string> {
  const { status, body } = await call('POST', STRATEGIES, { strategy: { ...EXAMPLE_STRATEGY, name } });
  expect(status).toBe(201);
  return body.strategy_id;
}

describe('stored strategies', () => {
  it('keep every version', async () => {
    const id = await create('first');
    const path = `${STRATEGIES}/${id}`;
    const changed = { ...EXAMPLE_STRATEGY, name: 'second' };
    const update = await call('PUT', path, { strategy: changed, note: 'a better name', base_version: 1 });
    expect(update).toMatchObject({ status: 200, body: { name: 'second', version: 2, warnings: [] } });
    const again = await call('PUT', path, { strategy: changed });
    expect(again).toMatchObject({ status: 200, body: { version: 2 } });
    expect((await call('GET', path)).body).toMatchObject({
      name: 'second',
      strategy: changed,
      versions: [
        { version: 2, note: 'a better name' },
        { version: 1, note: null },
      ],
    });
    const first = await call('GET', `${path}/versions/1`);
    expect(first.body).toMatchObject({ version: 1, strategy: { name: 'first' } });
    const late = await call('PUT', path, { strategy: EXAMPLE_STRATEGY, base_version: 1 });
    expect(late).toMatchObject({ status: 409, body: { code: 'STRATEGY_CHANGED' } });
  });

  it('are listed by pages that join, what was changed last first', async () => {
    const ids = [await create('page one'), await create('page two'), await create('Page three')];
    const first = (await call('GET', `${STRATEGIES}?name=page&limit=2`)).body;
    expect(first.items).toHaveLength(2);
    const second = (await call('GET', `${STRATEGIES}?name=page&limit=2&cursor=${first.next_cursor}`)).body;
    expect(second.next_cursor).toBeNull();
    const listed = [...first.items, ...second.items].map((item) => item.strategy_id);
    expect(new Set(listed)).toEqual(new Set(ids));
  });

  it('are gone once they are deleted', async () => {
    const path = `${STRATEGIES}/${await create('short life')}`;
    expect((await call('DELETE', path)).status).toBe(204);
    expect(await call('GET', path)).toMatchObject({ status: 404, body: { code: 'STRATEGY_NOT_FOUND' } });
  });

  it.each([
    ['GET', '/nobody', undefined, 404, 'STRATEGY_NOT_FOUND'],
    ['DELETE', '/nobody', undefined, 404, 'STRATEGY_NOT_FOUND'],
    ['PUT', '/nobody', { strategy: EXAMPLE_STRATEGY }, 404, 'STRATEGY_NOT_FOUND'],
    ['GET', '/nobody/versions/1', undefined, 404, 'STRATEGY_NOT_FOUND'],
    ['GET', '/nobody/versions/x', undefined, 400, 'PARAMETER_INVALID'],
    ['GET', '?cursor=x', undefined, 400, 'PARAMETER_INVALID'],
    ['GET', '?limit=0', undefined, 400, 'PARAMETER_INVALID'],
    ['POST', '', undefined, 400, 'BODY_MALFORMED'],
    ['POST', '', {}, 422, 'STRATEGY_INVALID'],
    ['POST', '', { strategy: EXAMPLE_STRATEGY, notes: '' }, 422, 'BODY_INVALID'],
    ['POST', '', { strategy: { ...EXAMPLE_STRATEGY, name: 'a\u0000b' } }, 422, undefined],
  ])('%s %s with %j answers %i', async (method, path, body, status, code) => {
    const answer = await call(method, STRATEGIES + path, body);
    expect(answer).toMatchObject({ status, body: code ? { code } : {} });
  });

  it('name every fault of a document that does not compile, under its member', async () => {
    const rules = { long: { enter: 'smaa(close, 3) > 1', exit: 'clos > 1' } };
    const { status, body } = await call('POST', STRATEGIES, { strategy: { ...EXAMPLE_STRATEGY, rules } });
    expect([status, body.code]).toEqual([422, 'STRATEGY_INVALID']);
    expect(body.errors.map((fault: { path: string }) => fault.path).sort()).toEqual([
      '/strategy/rules/long/enter',
      '/strategy/rules/long/exit',
    ]);
  });
});

describe('running a stored strategy', () => {
  let id: string;

  beforeAll(async () => {
    await api.app.get(InstrumentRepository).save({
      symbol: 'AAPL',
      name: null,
      calendar: 'always',
      timeZone: 'UTC',
      currency: 'USD',
    });
    const bars = createBarColumns(300);
    for (let row = 0; row < 300; row++) {
      bars.openTime[row] = row * DAY;
      bars.open[row] = bars.high[row] = bars.low[row] = bars.close[row] = 100 + row;
    }
    const origin = { provider: 'test', runId: 'test' };
    await api.app.get(BarRepository).upsertBars({ symbol: 'AAPL', timeframe: '1d', bars, ...origin });
    id = await create('runnable');
    await call('PUT', `${STRATEGIES}/${id}`, { strategy: { ...EXAMPLE_STRATEGY, name: 'runnable 2' } });
  });

  const run = (body: object) => call('POST', '/api/v1/backtest/run', { timeframe: '1d', ...body });

  it('takes the newest version, or the one that is named', async () => {
    const nameOf = async (body: object) => {
      const { status, body: answer } = await run(body);
      expect(status).toBe(202);
      const task = await api.app.get<RunHistory>(RUN_HISTORY).find(answer.task_id);
      return (task?.payload as { strategy: { name: string } }).strategy.name;
    };
    expect(await nameOf({ strategy_id: id })).toBe('runnable 2');
    expect(await nameOf({ strategy_id: id, strategy_version: 1 })).toBe('runnable');
  });

  it.each([
    ['/strategy_id', (known: string) => ({ strategy_id: `${known}x` })],
    ['/strategy_version', (known: string) => ({ strategy_id: known, strategy_version: 3 })],
    ['/strategy_version', (known: string) => ({ strategy_id: known, strategy_version: 1.5 })],
    ['/strategy_version', (known: string) => ({ strategy_id: known, strategy_version: 3e9 })],
    ['/strategy_version', () => ({ strategy: EXAMPLE_STRATEGY, strategy_version: 3 })],
    ['/strategy_id', (known: string) => ({ strategy: EXAMPLE_STRATEGY, strategy_id: known })],
  ])('points to a single fault at %s', async (path, bodyOf) => {
    const { status, body } = await run(bodyOf(id));
    expect(status).toBe(422);
    expect(body.errors.map((fault: { path: string }) => fault.path)).toEqual([path]);
  });
});
