import { isAccessOn, isLoopback } from './access.js';

test.each(['127.0.0.1', '127.8.9.10', '::1', '[::1]', '::ffff:127.0.0.1', 'localhost'])(
  '%s is reached from this machine alone',
  (host) => expect(isLoopback(host)).toBe(true),
);

test.each(['0.0.0.0', '::', '', '10.0.0.1', '192.168.1.2', 'example.com', 'localhost.example.com'])(
  '“%s” may be reached from elsewhere',
  (host) => expect(isLoopback(host)).toBe(false),
);

test('callers need a key where others than this machine reach the API, unless the setting says otherwise', () => {
  expect(isAccessOn({ AUTH: 'auto', HOST: '127.0.0.1' })).toBe(false);
  expect(isAccessOn({ AUTH: 'auto', HOST: '0.0.0.0' })).toBe(true);
  expect(isAccessOn({ AUTH: 'on', HOST: '127.0.0.1' })).toBe(true);
  expect(isAccessOn({ AUTH: 'off', HOST: '0.0.0.0' })).toBe(false);
});
