import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JobContext } from '#jobs';
import { createNotificationHandler } from './notification.handler.js';

const NOW = Date.parse('2026-11-20T15:00:00.500Z');
const payload = { event: 'task.failed', at: '2026-11-20T14:59:59.000Z', data: { task_id: 't', name: 'Zoë' } };

let server: Server;
let port: number;
let received: { headers: IncomingHttpHeaders; body: string; path?: string }[];
let answer: { status: number; headers?: Record<string, string> };

beforeEach(async () => {
  received = [];
  answer = { status: 200 };
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8');
      received.push({ headers: request.headers, body, path: request.url });
      if (answer.status > 0) response.writeHead(answer.status, answer.headers).end('thanks');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterEach(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

function send(settings: object = {}, signal = new AbortController().signal) {
  const config = {
    ...{ NOTIFY_URL: `http://127.0.0.1:${port}/hook/secret-path`, NOTIFY_SECRET: 'secret-key' },
    ...{ NOTIFY_ALLOW_PRIVATE: true, ...settings },
  };
  const context = { taskId: 'notify-t', payload, signal } as unknown as JobContext<'notification'>;
  return createNotificationHandler(config, () => NOW)(context);
}

describe('a notification', () => {
  test('is posted as JSON, with an id of its own and a signature over time and body', async () => {
    expect(await send()).toEqual({ outcome: 'ok', summary: { event: 'task.failed', http_status: 200 } });
    const [{ headers, body, path }] = received;
    expect(JSON.parse(body)).toEqual({ id: 'notify-t', ...payload });
    expect(path).toBe('/hook/secret-path');
    const signature = createHmac('sha256', 'secret-key').update(`1795186800.${body}`).digest('hex');
    expect(headers).toMatchObject({
      ...{ 'content-type': 'application/json', 'x-barkeep-id': 'notify-t' },
      ...{ 'x-barkeep-timestamp': '1795186800', 'x-barkeep-signature': `sha256=${signature}` },
    });
  });

  test('is not signed without a key, and not sent without an address', async () => {
    await send({ NOTIFY_SECRET: '' });
    expect(received[0].headers).not.toHaveProperty('x-barkeep-signature');
    expect(await send({ NOTIFY_URL: '' })).toMatchObject({ outcome: 'skipped' });
    expect(received).toHaveLength(1);
  });

  test.each([500, 503, 429, 408])('is tried again after status %d', async (status) => {
    answer = { status };
    await expect(send()).rejects.toMatchObject({ code: 'NOTIFICATION_UNDELIVERED', kind: 'unavailable' });
  });

  test.each([400, 401, 404, 410])('is given up on status %d', async (status) => {
    answer = { status };
    await expect(send()).rejects.toMatchObject({ code: 'NOTIFICATION_REFUSED', kind: 'permanent' });
  });

  test('follows no redirect', async () => {
    answer = { status: 302, headers: { location: `http://127.0.0.1:${port}/elsewhere` } };
    await expect(send()).rejects.toMatchObject({ code: 'NOTIFICATION_REFUSED' });
    expect(received).toHaveLength(1);
  });

  test.each([
    '127.0.0.1',
    'localhost',
    '2130706433',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '[fe80::1]',
    '[fd00::1]',
    '0.0.0.0',
  ])('is not sent to %s unless the settings allow private addresses', async (host) => {
    const sent = send({ NOTIFY_URL: `http://${host}:${port}/`, NOTIFY_ALLOW_PRIVATE: false });
    await expect(sent).rejects.toMatchObject({ code: 'NOTIFICATION_REFUSED', kind: 'permanent' });
    expect(received).toEqual([]);
  });

  test('ends with its run, and an address that nobody listens at is tried again', async () => {
    answer = { status: 0 };
    const controller = new AbortController();
    const sent = send({}, controller.signal);
    setTimeout(() => controller.abort(new Error('cancelled')), 50);
    await expect(sent).rejects.toThrow('cancelled');
    await expect(send({ NOTIFY_URL: 'http://127.0.0.1:2/' })).rejects.toMatchObject({
      ...{ code: 'NOTIFICATION_UNDELIVERED', message: 'The receiver could not be reached (ECONNREFUSED)' },
    });
  });

  test('never shows address or key in what goes wrong', async () => {
    for (const [status, url] of [
      [500, undefined],
      [404, undefined],
      [200, 'http://127.0.0.1:2/hook/secret-path'],
    ] as const) {
      answer = { status };
      const fault: Error = await send(url ? { NOTIFY_URL: url } : {}).then(
        () => new Error(),
        (error: Error) => error,
      );
      expect(fault.message).toContain('receiver');
      expect(`${fault.message} ${JSON.stringify(fault)} ${String(fault.cause)}`).not.toMatch(/secret|hook/);
    }
  });
});
