import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { API_VERSION } from '../home/api-version.js';
import { startTestApi, type TestApi } from '../testing/start-test-api.js';

interface Response {
  $ref?: string;
  content?: Record<string, unknown>;
}

interface Operation {
  operationId: string;
  summary: string;
  responses: Record<string, Response>;
}

interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { responses: Record<string, Response> };
}

let api: TestApi;
let document: Document;

beforeAll(async () => {
  api = await startTestApi();
  document = (await (await api.get('/openapi.json')).json()) as Document;
});

afterAll(() => api.stop());

/** Every object in the document with its path, examples left out. */
function* objectsOf(value: unknown, path = ''): Generator<[string, Record<string, unknown>]> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield [path, value as Record<string, unknown>];
  for (const [key, member] of Object.entries(value)) {
    if (key !== 'examples' && key !== 'example') yield* objectsOf(member, `${path}/${key}`);
  }
}

/** What several operations answer alike stands once. */
const follow = (response: Response): Response =>
  response.$ref ? document.components.responses[response.$ref.split('/').at(-1)!] : response;

/** These answer with what they found out where others answer with a problem. */
const tellsOfOutages = new Set<unknown>([
  'getSystemHealth',
  'getSchedulerHealth',
  'getLegacyHealth',
  'isReady',
]);

describe('/openapi.json', () => {
  it('is valid OpenAPI 3.1 in which every reference leads somewhere', async () => {
    const validator = new Validator();
    const result = await validator.validate(JSON.parse(JSON.stringify(document)));
    expect(result.errors).toBeUndefined();
    expect(validator.version).toBe('3.1');
    expect(() => validator.resolveRefs()).not.toThrow();
  });

  it('has nothing of OpenAPI 3.0, and no defaults, which generators take for duties', () => {
    const leftovers = [...objectsOf(document)]
      .filter(
        ([path, members]) => !path.endsWith('/properties') && ('nullable' in members || 'default' in members),
      )
      .map(([path]) => path);
    expect(leftovers).toEqual([]);
  });

  it('names, sums up and types each operation, its errors included', () => {
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const ours = operations.filter(({ operationId }) => !operationId.includes('_'));
    expect(ours.length).toBeGreaterThan(18);
    for (const { operationId, summary, responses } of ours) {
      expect(`${operationId}: ${summary}`).toMatch(/: ./);
      const success = Object.entries(responses).filter(([status]) => /^2/.test(status) && status !== '204');
      expect(success.every(([, response]) => response.content !== undefined)).toBe(true);
      for (const [status, response] of Object.entries(responses)) {
        if (Number(status) < 400 || (tellsOfOutages.has(operationId) && status === '503')) continue;
        const { content = {} } = follow(response);
        expect([operationId, Object.keys(content)]).toEqual([operationId, ['application/problem+json']]);
      }
    }
  });

  it('tells a refusal that several operations give once', () => {
    const told = Object.values(document.components.responses).map((response) => JSON.stringify(response));
    expect(new Set(told).size).toBe(told.length);
    const { responses } = document.paths['/api/v1/backtest/status/{task_id}'].get;
    expect(responses['404']).toEqual({ $ref: '#/components/responses/TaskNotFound' });
    expect(follow(responses['404'])).toMatchObject({ description: '`TASK_NOT_FOUND`: No such task' });
  });

  it('has every address that old clients use', () => {
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        '/api/v1/backtest/run',
        '/api/v1/backtest/status/{task_id}',
        '/api/v1/backtest/result/{task_id}',
        '/api/v1/backtest/cancel/{task_id}',
        '/api/v1/backtest/active',
        '/api/v1/backtest/statistics',
        '/api/v1/admin/health',
        '/api/v1/admin/tasks/active',
        '/api/v1/admin/tasks/{task_id}/cancel',
      ]),
    );
  });

  it('states the version of the package', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(API_VERSION).toBe(version);
  });
});
