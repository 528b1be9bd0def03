import Fastify, { type FastifyInstance } from 'fastify';
import { loadConfig } from '#config';
import type { BarkeepError } from '#domain';
import { LOCAL_IDENTITY } from '../access/identity.js';
import { sendRaw, type RawAnswer } from '../testing/send-raw.js';
import { addRequestLimit, type RequestBuckets } from './request-limit.js';

/** As many tokens for each address as the rate says, and no time that passes. */
function countingBuckets(): RequestBuckets & { taken: Map<string, number>; there: boolean } {
  const taken = new Map<string, number>();
  return {
    taken,
    there: true,
    isThere() {
      return this.there;
    },
    take(name, { perMinute }) {
      const count = (taken.get(name) ?? 0) + 1;
      taken.set(name, count);
      return Promise.resolve(
        count > perMinute ? { taken: false, waitMs: 1_500 } : { taken: true, waitMs: 0 },
      );
    },
  };
}

type Call = (headers?: object, path?: string) => Promise<RawAnswer>;

let buckets: ReturnType<typeof countingBuckets>;
let fastify: FastifyInstance;
afterEach(() => fastify.close());

async function serve(env: Record<string, string>): Promise<Call> {
  buckets = countingBuckets();
  fastify = Fastify({ trustProxy: ['127.0.0.1'] });
  const config = loadConfig({ HOST: '0.0.0.0', AUTH: 'off', REQUESTS_PER_MINUTE: '3', ...env });
  addRequestLimit(fastify, config, buckets);
  fastify.setErrorHandler((error: BarkeepError, _request, reply) => reply.status(429).send(error.code));
  fastify.addHook('preParsing', (request, reply, _payload, done) => {
    const { authorization } = request.headers;
    if (authorization === 'Bearer right') request.identity = LOCAL_IDENTITY;
    if (authorization === 'Bearer wrong') return void reply.status(401).send('refused');
    done();
  });
  for (const path of ['/', '/health/live']) fastify.get(path, () => 'done');
  const base = await fastify.listen({ port: 0 });
  return (headers = {}, path = '/') => sendRaw(base + path, { headers });
}

/** What each of so many calls was answered with. */
async function repeat(call: Call, times: number, headers = {}, path = '/'): Promise<string[]> {
  const answers: string[] = [];
  for (let count = 0; count < times; count += 1) answers.push((await call(headers, path)).text);
  return answers;
}

const DONE = ['done', 'done', 'done'];

it('an address may send so many requests a minute, and is told when to come again', async () => {
  const call = await serve({});
  expect(await repeat(call, 4)).toEqual([...DONE, 'RATE_LIMITED']);
  const refused = await call();
  expect([refused.status, refused.headers['retry-after']]).toEqual([429, '2']);
  expect(await repeat(call, 1, {}, '/nowhere')).toEqual(['RATE_LIMITED']);
});

it('addresses are those that a trusted proxy tells, and each has its own', async () => {
  const call = await serve({});
  await repeat(call, 4, { 'x-forwarded-for': '198.51.100.1' });
  expect(await repeat(call, 1, { 'x-forwarded-for': '198.51.100.2' })).toEqual(['done']);
  expect([...buckets.taken.keys()]).toEqual(['address:198.51.100.1', 'address:198.51.100.2']);
});

it('probes are never refused', async () => {
  const call = await serve({});
  await repeat(call, 4);
  expect(await repeat(call, 2, {}, '/health/live')).toEqual(['done', 'done']);
});

it('a key that nobody asks for does not lift the limit of its address', async () => {
  expect(await repeat(await serve({}), 4, { authorization: 'Bearer made-up' })).toEqual([
    ...DONE,
    'RATE_LIMITED',
  ]);
});

describe('where keys are needed', () => {
  it('a right key has its own quota, not that of the address', async () => {
    const call = await serve({ AUTH: 'on' });
    await repeat(call, 4);
    expect(await repeat(call, 9, { authorization: 'Bearer right' })).toEqual(Array(9).fill('done'));
  });

  it('an address that shows wrong ones is not looked at for the rest of the minute', async () => {
    const call = await serve({ AUTH: 'on' });
    const wrong = { authorization: 'Bearer wrong' };
    expect(await repeat(call, 4, wrong)).toEqual(['refused', 'refused', 'refused', 'RATE_LIMITED']);
  });
});

it('while Redis is away nothing is counted', async () => {
  const call = await serve({});
  buckets.there = false;
  expect(await repeat(call, 5)).toEqual([...DONE, 'done', 'done']);
});

it('programs of this machine may send any number', async () => {
  expect(await repeat(await serve({ HOST: '127.0.0.1', REQUESTS_PER_MINUTE: 'auto' }), 5)).toHaveLength(5);
  expect(buckets.taken.size).toBe(0);
});
