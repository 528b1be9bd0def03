import { Logger, type LoggerService } from '@nestjs/common';
import { startTestApi, type TestApi } from '../testing/start-test-api.js';

interface Described {
  paths: Record<string, Record<string, { parameters?: { name: string; in: string; required?: boolean }[] }>>;
}

let api: TestApi;
const lines: string[] = [];

beforeAll(async () => {
  api = await startTestApi();
  const note = (message: unknown) => void lines.push(String((message as Error)?.message ?? message));
  const silent = () => undefined;
  const logger: LoggerService = { log: note, warn: note, error: note, debug: silent, verbose: silent };
  Logger.overrideLogger(logger);
});

afterAll(async () => {
  Logger.overrideLogger(false);
  await api.stop();
});

/** Every address that can be read with nothing but names in it. */
async function readable(): Promise<string[]> {
  const document = (await (await api.get('/openapi.json')).json()) as Described;
  const reading = Object.entries(document.paths).filter(([, { get }]) => {
    const wanted = get?.parameters?.filter((one) => one.in === 'query' && one.required) ?? [];
    return get !== undefined && wanted.length === 0;
  });
  return reading.map(([path]) => path.replace(/\{[^}]+\}/g, 'nobody'));
}

test('while Redis is away every reading is answered, needing it with 503, and works again when it is back', async () => {
  const paths = await readable();
  expect(paths.length).toBeGreaterThan(40);
  await api.redis.kill();
  lines.length = 0;
  const away = await Promise.all(
    paths.map(async (path) => {
      const answer = await api.get(path);
      const text = await answer.text();
      return { path, status: answer.status, type: answer.headers.get('content-type') ?? '', text };
    }),
  );
  const unavailable = away.filter(({ status }) => status === 503);
  expect(unavailable.length).toBeGreaterThan(5);
  for (const { path, type, text } of unavailable.filter((one) => !one.path.includes('health'))) {
    expect([path, type]).toEqual([path, expect.stringMatching(/^application\/problem\+json/)]);
    expect(JSON.parse(text)).toMatchObject({ code: 'STORE_UNAVAILABLE' });
  }
  expect(away.filter(({ status }) => status >= 500 && status !== 503)).toEqual([]);
  // One line for each connection that went, and one for each answer that could not be given.
  const perConnection = lines.filter((line) => line.startsWith('Connection '));
  expect(perConnection.length).toBeLessThanOrEqual(4);
  expect(lines.length).toBeLessThanOrEqual(perConnection.length + paths.length + unavailable.length);
  await api.redis.restart();
  for (const { path } of unavailable) {
    let status = 503;
    while (status === 503) status = (await api.get(path)).status;
    expect([path, status < 500]).toEqual([path, true]);
  }
});
