import { toDemoCurl, toGreeting } from './greeting.js';

it('gives a command of one line that a shell takes as it stands', () => {
  const curl = toDemoCurl('http://127.0.0.1:8000');
  expect(curl).not.toContain('\n');
  const [, body] = /-d '([^']*)'$/.exec(curl) ?? [];
  expect(JSON.parse(body)).toMatchObject({ strategy: { symbols: ['AAPL'] }, timeframe: '1d' });
});

it('does not offer demo prices that are not there', () => {
  const greeting = { apiUrl: 'http://127.0.0.1:1', logPath: 'x.log', seconds: 1.25, hasDemo: false };
  expect(toGreeting(greeting)).not.toContain('curl');
  expect(toGreeting({ ...greeting, hasDemo: true })).toContain('curl');
});
