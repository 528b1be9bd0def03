import type { IncomingMessage } from 'node:http';
import { createMessageCount, SocketLimits } from './socket-limits.js';

/** An upgrade as it comes from an address, perhaps for another one. */
function from(remoteAddress: string, forwardedFor?: string): IncomingMessage {
  const headers = forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor };
  return { socket: { remoteAddress }, connection: { remoteAddress }, headers } as unknown as IncomingMessage;
}

test('an address holds so many sockets, and a new one when one closes', () => {
  const limits = new SocketLimits(2, []);
  const [first, second] = [limits.admit(from('192.0.2.1')), limits.admit(from('192.0.2.1'))];
  expect([typeof first, typeof second]).toEqual(['function', 'function']);
  expect(limits.admit(from('192.0.2.1'))).toBeUndefined();
  expect(limits.admit(from('192.0.2.2'))).toBeDefined();
  first!();
  first!();
  expect(limits.admit(from('192.0.2.1'))).toBeDefined();
  expect(limits.admit(from('192.0.2.1'))).toBeUndefined();
});

test('what a client says of its address counts from trusted proxies only', () => {
  const trusting = new SocketLimits(1, ['10.0.0.0/8']);
  expect(trusting.admit(from('10.0.0.1', '192.0.2.1'))).toBeDefined();
  expect(trusting.admit(from('10.0.0.1', '192.0.2.2'))).toBeDefined();
  expect(trusting.admit(from('10.0.0.1', '192.0.2.1'))).toBeUndefined();
  const wary = new SocketLimits(1, []);
  expect(wary.admit(from('192.0.2.9', '192.0.2.1'))).toBeDefined();
  expect(wary.admit(from('192.0.2.9', '192.0.2.2'))).toBeUndefined();
});

test('a client may say a thousand things in ten seconds', () => {
  let now = 0;
  const isFew = createMessageCount(() => now);
  const said = Array.from({ length: 1_001 }, () => isFew());
  expect([said[999], said[1_000]]).toEqual([true, false]);
  now = 10_000;
  expect(isFew()).toBe(true);
});
