import { requestsPerMinute, socketsPerAddress } from './limits.js';
import { ConfigError, loadConfig } from './load-config.js';

test('limits are off where only programs of this machine come, unless they are set', () => {
  const limits = (env: Record<string, string>): number[] => {
    const config = loadConfig(env);
    return [requestsPerMinute(config), socketsPerAddress(config)];
  };
  expect(limits({})).toEqual([Infinity, Infinity]);
  expect(limits({ HOST: '0.0.0.0' })).toEqual([1_200, 100]);
  expect(limits({ REQUESTS_PER_MINUTE: '5', SOCKETS_PER_ADDRESS: '7' })).toEqual([5, 7]);
  expect(limits({ HOST: '::', REQUESTS_PER_MINUTE: '0', SOCKETS_PER_ADDRESS: '0' })).toEqual([
    Infinity,
    Infinity,
  ]);
});

test.each([
  ['REQUESTS_PER_MINUTE', 'many'],
  ['TRUST_PROXY', 'everyone'],
  ['TRUST_PROXY', '10.0.0.0/33'],
])('%s is not %s', (name, value) => {
  expect(() => loadConfig({ [name]: value })).toThrow(ConfigError);
});

test('proxies are addresses, networks and names of networks', () => {
  expect(loadConfig({ TRUST_PROXY: 'loopback, 10.0.0.0/8,fd00::1' }).TRUST_PROXY).toEqual([
    'loopback',
    '10.0.0.0/8',
    'fd00::1',
  ]);
});
