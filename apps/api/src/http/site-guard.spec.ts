import Fastify from 'fastify';
import { loadConfig } from '#config';
import { sendRaw } from '../testing/send-raw.js';
import { addSiteGuard, createHostCheck } from './site-guard.js';

const LOCAL = loadConfig({});

describe('the name by which the API is called', () => {
  const isKnown = createHostCheck(LOCAL);

  it.each(['localhost:8000', '127.0.0.1:8000', '[::1]:8000', 'LOCALHOST', '127.0.0.1', undefined])(
    'may be %s where nobody needs a key',
    (host) => expect(isKnown(host)).toBe(true),
  );

  it.each(['evil.example', 'evil.example:8000', '127.0.0.1.evil.example', '10.0.0.1:8000', 'localhost.evil'])(
    'is not %s there: a site could point that name at this machine',
    (host) => expect(isKnown(host)).toBe(false),
  );

  it('is any where keys are needed, unless some are named', () => {
    expect(createHostCheck(loadConfig({ HOST: '0.0.0.0' }))('anything')).toBe(true);
    const named = createHostCheck(loadConfig({ HOST: '0.0.0.0', ALLOWED_HOSTS: 'bars.example' }));
    expect([named('bars.example:443'), named('other.example'), named('localhost')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('a call that changes something', () => {
  const fastify = Fastify();
  addSiteGuard(fastify, loadConfig({ CORS_ORIGINS: 'http://friend.example' }));
  fastify.all('/', () => 'done');
  const call = async (headers: Record<string, string>, method: 'GET' | 'POST' = 'POST') =>
    (await sendRaw(base, { method, headers: { host: 'localhost:8000', ...headers } })).text;
  let base: string;
  beforeAll(async () => void (base = await fastify.listen({ port: 0 })));
  afterAll(() => fastify.close());

  it.each([
    ['by a program', {}],
    ['by our own page', { origin: 'http://localhost:8000' }],
    ['by our own page behind a proxy', { origin: 'https://x.example', 'sec-fetch-site': 'same-origin' }],
    ['by a page of CORS_ORIGINS', { origin: 'http://friend.example', 'sec-fetch-site': 'cross-site' }],
  ])('is taken %s', async (_, headers) => {
    expect(await call(headers)).toBe('done');
  });

  it.each(['http://evil.example', 'null', 'http://localhost:9000', 'http://localhost.evil:8000'])(
    'is refused from a page of %s, which may read nothing either way',
    async (origin) => {
      expect(await call({ origin })).toContain('Pages of that origin may not change anything');
      expect(await call({ origin }, 'GET')).toBe('done');
    },
  );

  it('is refused under a name that is not ours, whatever the page', async () => {
    const rebound = { host: 'evil.example:8000', origin: 'http://evil.example:8000' };
    expect(await call({ ...rebound, 'sec-fetch-site': 'same-origin' })).toContain(
      'does not answer to that name',
    );
    expect(await call(rebound, 'GET')).toContain('does not answer to that name');
  });
});
