import { parseRedisAddress } from './redis-address.js';

describe('parseRedisAddress', () => {
  test('reads host, port and an encoded password', () => {
    expect(parseRedisAddress('redis://:p%40ss%3A1@cache:7000')).toEqual({
      kind: 'standalone',
      hosts: [{ host: 'cache', port: 7000 }],
      tls: false,
      username: undefined,
      password: 'p@ss:1',
      master: undefined,
      ignoredDatabase: 0,
    });
  });

  test('takes the default port, TLS and a user', () => {
    const address = parseRedisAddress('rediss://app:secret@cache.example/2');
    expect(address).toMatchObject({ tls: true, username: 'app', password: 'secret', ignoredDatabase: 2 });
    expect(address.hosts).toEqual([{ host: 'cache.example', port: 6379 }]);
  });

  test('reads an IPv6 host', () => {
    expect(parseRedisAddress('redis://[::1]:6380').hosts).toEqual([{ host: '::1', port: 6380 }]);
  });

  test('reads sentinels with their master', () => {
    const address = parseRedisAddress('redis://:pw@a:26379,b/0?sentinel=main');
    expect(address).toMatchObject({ kind: 'sentinel', master: 'main', password: 'pw' });
    expect(address.hosts).toEqual([
      { host: 'a', port: 26_379 },
      { host: 'b', port: 26_379 },
    ]);
  });

  test('reads the nodes of a cluster', () => {
    expect(parseRedisAddress('redis://a:7000,b:7001?cluster=true').kind).toBe('cluster');
  });

  test.each(['redis://', 'http://cache', 'redis://:topsecret@a,b', 'redis://:topsecret@a:99999'])(
    'refuses %s without repeating the password',
    (url) => {
      expect(() => parseRedisAddress(url)).toThrow(/^(?!.*topsecret).*Redis address/);
    },
  );
});
