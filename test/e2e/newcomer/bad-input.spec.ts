import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { testHome } from '../../support/test-postgres.js';
import { NewcomerHouse } from '../support/newcomer-house.js';
import { randomWalkCsv } from '../support/random-walk.js';
import { smaCrossRun } from './strategies.js';

jest.setTimeout(120_000);

const RUN = '/api/v1/backtest/run';
const CSV = randomWalkCsv({ bars: 100, seed: 2, start: '2021-01-01', stepMs: 86_400_000, daily: true });

let house: NewcomerHouse;
beforeAll(async () => {
  house = await NewcomerHouse.open();
  await house.api.send('POST', '/api/v1/market-data/bars/import?symbol=WALK&timeframe=1d', CSV, 'text/csv');
});
afterAll(() => house?.close());

/** No worker runs here, so a task stays as it was submitted. */
async function submit(): Promise<string> {
  const { body } = await house.api.post(RUN, smaCrossRun('WALK'));
  return body.task_id as string;
}

const run = smaCrossRun('WALK');
const withEnter = (enter: string): object => ({
  ...run,
  strategy: { version: 1, name: 'x', symbols: ['WALK'], rules: { long: { enter, exit: 'close > open' } } },
});

it.each([
  ['malformed JSON', '{"strategy": {', 400, 'BODY_MALFORMED'],
  ['a body of 2 MB', JSON.stringify({ ...run, tags: ['x'.repeat(2_000_000)] }), 413, 'BODY_TOO_LARGE'],
  [
    'inverted dates',
    JSON.stringify({ ...run, start_date: '2021-03-01', end_date: '2021-02-01' }),
    422,
    undefined,
  ],
  [
    'brackets a thousand deep',
    JSON.stringify(withEnter(`${'('.repeat(1_000)}close${')'.repeat(1_000)} > 1`)),
    422,
    undefined,
  ],
  ['a tree a thousand deep', `{"strategy":${'['.repeat(1_000)}${']'.repeat(1_000)}}`, 422, undefined],
])('answers %s with a problem document', async (_what, body, status, code) => {
  const answer = await house.api.send('POST', RUN, body, 'application/json');
  expect(answer).toMatchObject({ status, type: expect.stringContaining('application/problem+json') });
  expect(answer.body).toMatchObject({
    status,
    title: expect.any(String),
    detail: expect.any(String),
    request_id: expect.any(String),
    ...(code && { code }),
  });
  expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|\.js:\d|at \w+ \(/);
});

it('names the range that exists for a symbol or range that is not stored', async () => {
  const unknown = await house.api.post(RUN, smaCrossRun('NOBODY'));
  expect(unknown).toMatchObject({
    status: 422,
    body: { errors: [{ code: 'E_DATA', message: expect.stringContaining('NOBODY') }] },
  });
  const outside = await house.api.post(RUN, { ...run, start_date: '1990-01-01', end_date: '1990-12-31' });
  expect(outside.status).toBe(422);
  expect(outside.body.errors).toEqual([expect.objectContaining({ code: 'E_DATA' })]);
  expect(JSON.stringify(outside.body.errors)).toMatch(/2021-01-01.*2021-04-10/);
});

it('lists every fault of a strategy at once, with path and span', async () => {
  const answer = await house.api.post(RUN, withEnter('smaa(close,3) > nothing'));
  expect(answer.status).toBe(422);
  const [first] = answer.body.errors;
  expect(first).toMatchObject({
    path: expect.stringMatching(/rules\/long\/enter$/),
    span: [0, expect.any(Number)],
    code: 'E_UNKNOWN_FN',
  });
  expect(answer.body.errors.map((fault: { code: string }) => fault.code)).toContain('E_UNKNOWN_NAME');
});

it('knows no task that was never submitted', async () => {
  const id = randomUUID();
  for (const answer of [
    await house.api.get(`/api/v1/backtest/status/${id}`),
    await house.api.get(`/api/v1/backtest/result/${id}`),
    await house.api.post(`/api/v1/backtest/cancel/${id}`),
  ]) {
    expect(answer).toMatchObject({ status: 404, body: { code: 'TASK_NOT_FOUND' } });
  }
});

it('says where a task stands when its result is asked for too early', async () => {
  const id = await submit();
  const answer = await house.api.get(`/api/v1/backtest/result/${id}`);
  expect(answer).toMatchObject({ status: 409, body: { code: 'TASK_NOT_FINISHED' } });
  expect(JSON.stringify(answer.body)).toContain('pending');
  await house.api.post(`/api/v1/backtest/cancel/${id}`);
});

it('cancels a waiting task once', async () => {
  const id = await submit();
  expect(await house.api.post(`/api/v1/backtest/cancel/${id}`)).toMatchObject({
    status: 200,
    body: { task_id: id },
  });
  const status = await house.api.get(`/api/v1/backtest/status/${id}`);
  expect(status.body.status).toBe('cancelled');
  expect(await house.api.post(`/api/v1/backtest/cancel/${id}`)).toMatchObject({
    status: 409,
    body: { code: 'TASK_FINISHED' },
  });
});

it('cancels the task of a command line that is interrupted', async () => {
  const file = join(testHome(), 'waiting.json');
  writeFileSync(file, JSON.stringify(smaCrossRun('WALK')));
  const cli = house.startCli('backtest', file);
  const [, id] = await cli.says(/^Task (\S+)$/m);
  expect(await cli.stop('SIGINT')).toBe(1);
  expect(cli.output).toContain(`barkeep: task ${id} was cancelled\n`);
  expect((await house.api.get(`/api/v1/backtest/status/${id}`)).body.status).toBe('cancelled');
});
