import { startTestApi, type TestApi } from '../testing/start-test-api.js';
import { readdirSync } from 'node:fs';
import { EXAMPLE_STRATEGY } from './example-strategy.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});

afterAll(() => api.stop());

async function validate(body: object): Promise<Record<string, unknown>> {
  const answer = await api.post('/api/v1/strategies/validate', body);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Record<string, unknown>;
}

describe('validating a strategy', () => {
  it('gives the canonical form, its hashes, the warm-up and the cost', async () => {
    const body = await validate({ strategy: EXAMPLE_STRATEGY, preset: 'backtesting_py', bars: 1_000 });
    expect(body).toMatchObject({ valid: true, errors: [], symbols: ['AAPL'], warmup_bars: 19 });
    expect(body.strategy_hash).toMatch(/^[0-9a-f]{64}$/);
    expect(body.cost_estimate).toBe(1_000 * (body.nodes as number));
    expect(await validate({ strategy: body.canonical })).toMatchObject({ strategy_hash: body.strategy_hash });
  });

  it('names every fault with path and span', async () => {
    const rules = { long: { enter: 'close[-1] > smaa(close, 3)', exit: '1 < close < 3' } };
    const body = await validate({ strategy: { ...EXAMPLE_STRATEGY, rules } });
    expect(body.valid).toBe(false);
    const errors = body.errors as { path: string; span: number[] }[];
    expect(new Set(errors.map(({ path }) => path))).toEqual(
      new Set(['/rules/long/enter', '/rules/long/exit']),
    );
    expect(errors.every(({ span }) => span.length === 2)).toBe(true);
  });

  it('wants one', async () => {
    const answer = await api.post('/api/v1/strategies/validate', {});
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ code: 'BODY_INVALID', errors: [{ path: '/strategy' }] });
  });
});

it('lists the functions of the language with their formulas', async () => {
  const { count, functions } = (await (await api.get('/api/v1/strategies/functions')).json()) as {
    count: number;
    functions: { name: string; signature: string; formula: string }[];
  };
  expect(count).toBe(functions.length);
  expect(functions.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['sma', 'ema', 'rsi', 'atr', 'cross_up']),
  );
  expect(functions.every(({ signature, formula }) => signature !== '' && formula !== '')).toBe(true);
});

describe('spelling an expression', () => {
  const parse = async (body: object) => {
    const answer = await api.post('/api/v1/strategies/parse', body);
    return { status: answer.status, body: (await answer.json()) as Record<string, never> };
  };

  it('gives the tree of a text and the text of that tree', async () => {
    const { status, body } = await parse({ text: 'sma(close,fast)[1]>2', params: ['fast'] });
    expect(status).toBe(200);
    expect(JSON.stringify(body.tree)).toContain('{"param":"fast"}');
    expect((await parse({ tree: body.tree, params: ['fast'] })).body).toEqual(body);
  });

  it.each([
    ['/text', 'E_PARSE', { text: 'close >' }],
    ['/text', 'E_SCHEMA', {}],
    ['/text', 'E_CONFLICT', { text: '1', tree: { num: 1 } }],
    ['/params', 'E_TYPE', { text: 'close', params: 'fast' }],
  ])('points to the fault at %s: %s', async (path, code, body) => {
    const answer = await parse(body);
    expect(answer).toMatchObject({ status: 422, body: { code: 'BODY_INVALID', errors: [{ path, code }] } });
  });
});

it('serves the example files as they are, and every one is valid', async () => {
  const { count, examples } = (await (await api.get('/api/v1/strategies/examples')).json()) as {
    count: number;
    examples: { id: string; name: string; timeframe: string; strategy: object }[];
  };
  const files = readdirSync('examples/strategies').filter((file) => file.endsWith('.json'));
  expect(examples.map(({ id }) => `${id}.json`)).toEqual(files.sort());
  expect(count).toBe(files.length);
  const inside = examples.filter(({ timeframe }) => timeframe !== '1d');
  expect(inside.map(({ name, timeframe }) => [name, timeframe])).toEqual([
    ['Opening-range breakout', '5m'],
    ['VWAP reversion', '5m'],
  ]);
  for (const { id, strategy } of examples) {
    expect([id, (await validate({ strategy })).errors]).toEqual([id, []]);
  }
});
