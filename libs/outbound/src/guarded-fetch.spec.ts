import { createServer, type Server } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createFetch } from './guarded-fetch.js';
import { lookupPublic } from './public-address.js';
import { AnswerTooLarge, readText } from './read-text.js';

let server: Server;
let port: number;
let paths: string[];
let credentials: string | undefined;

beforeAll(async () => {
  server = createServer(({ url, headers }, response) => {
    paths.push(url!);
    credentials = headers.authorization;
    if (url === '/away') return void response.writeHead(302, { location: '/inside' }).end();
    if (url !== '/bomb') return void response.end('inside');
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(1_000_000)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
beforeEach(() => {
  paths = [];
});
afterAll(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

/** Knows one name; each time it is asked it answers with the next addresses. */
function resolver(...answers: string[][]): { lookup: LookupFunction; asked: string[] } {
  const asked: string[] = [];
  const lookup: LookupFunction = (host, _options, callback) => {
    const addresses = answers[Math.min(asked.push(host), answers.length) - 1];
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return { lookup, asked };
}

const PRIVATE = [
  ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.100.100.200'],
  ...['0.0.0.0', '168.63.129.16', '::1', '::ffff:127.0.0.1', 'fe80::1', 'fd00:ec2::254', '64:ff9b::7f00:1'],
];

describe('a call to an address of the settings', () => {
  const guarded = createFetch({ allowPrivate: false });

  test.each(PRIVATE)('does not lead to %s, be it written or resolved', async (address) => {
    const written = address.includes(':') ? `[${address}]` : address;
    await expect(guarded(`http://${written}:${port}/`, {})).rejects.toThrow('the address is private');
    const { lookup } = resolver([address]);
    const call = createFetch({ allowPrivate: false, lookup });
    await expect(call(`http://vendor.test:${port}/`, {})).rejects.toThrow('the address is private');
    expect(paths).toEqual([]);
  });

  test.each(['2130706433', '0x7f.1', '017700000001', '127.1', 'localhost'])(
    'does not lead to this machine by the name %s',
    async (host) => {
      await expect(guarded(`http://${host}:${port}/`, {})).rejects.toThrow('the address is private');
    },
  );

  test('is refused where one of several addresses of a name is private', async () => {
    const { lookup } = resolver(['93.184.216.34', '127.0.0.1']);
    const call = createFetch({ allowPrivate: false, lookup });
    await expect(call(`http://vendor.test:${port}/`, {})).rejects.toThrow('the address is private');
  });

  test('goes to the address that was looked at: what the name turns into later is not asked for', () => {
    const { lookup, asked } = resolver(['93.184.216.34'], ['127.0.0.1']);
    const answers: unknown[] = [];
    lookupPublic(lookup)('vendor.test', {}, (...answer) => answers.push(answer));
    expect([answers, asked]).toEqual([[[null, '93.184.216.34', 4]], ['vendor.test']]);
  });

  test.each(['file:///etc/passwd', 'ftp://vendor.test/', 'data:text/plain,x', 'gopher://vendor.test/'])(
    'is not made to %s',
    async (address) => {
      await expect(createFetch({ allowPrivate: true })(address, {})).rejects.toThrow('only http and https');
    },
  );

  test('resolves once where settings allow private addresses, and follows no redirect', async () => {
    const { lookup, asked } = resolver(['127.0.0.1'], ['192.0.2.1']);
    const call = createFetch({ allowPrivate: true, lookup });
    const answer = await call(`http://vendor.test:${port}/away`, {});
    expect([answer.status, paths, asked]).toEqual([302, ['/away'], ['vendor.test']]);
  });

  test('sends name and password of the address as a header', async () => {
    await createFetch({ allowPrivate: true })(`http://me:p%40ss@127.0.0.1:${port}/`, {});
    expect(credentials).toBe(`Basic ${Buffer.from('me:p@ss').toString('base64')}`);
  });
});

describe('the text of an answer', () => {
  const call = createFetch({ allowPrivate: true });

  test('is read up to a size, which counts what is unpacked', async () => {
    expect(await readText(await call(`http://127.0.0.1:${port}/`, {}), 6)).toBe('inside');
    const bomb = await call(`http://127.0.0.1:${port}/bomb`, {});
    expect(Number(bomb.headers.get('content-length') ?? 0)).toBeLessThan(2_000);
    await expect(readText(bomb, 100_000)).rejects.toThrow(AnswerTooLarge);
  });
});
