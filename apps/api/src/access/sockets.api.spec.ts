import { io, type Socket } from 'socket.io-client';
import { WebSocket } from 'ws';
import { startTestApi, type TestApi } from '../testing/start-test-api.js';

const ADMIN_KEY = 'the-admin-key-of-this-test';
const admin = { authorization: `Bearer ${ADMIN_KEY}` };

let api: TestApi;
let viewer: string;
const open: { close(): void }[] = [];

beforeAll(async () => {
  api = await startTestApi({ AUTH: 'on', ADMIN_API_KEY: ADMIN_KEY });
  viewer = (await makeKey()).key;
});

afterEach(() => {
  for (const socket of open.splice(0)) socket.close();
});

afterAll(() => api.stop());

async function makeKey(): Promise<{ id: string; key: string }> {
  const made = await api.post('/api/v1/keys', { name: 'viewer', role: 'viewer' }, admin);
  return (await made.json()) as { id: string; key: string };
}

async function issueTicket(): Promise<string> {
  const issued = await api.post('/api/v1/tickets', {}, { 'x-api-key': viewer });
  return ((await issued.json()) as { ticket: string }).ticket;
}

function connect(namespace: string, auth: object, headers: Record<string, string> = {}): Socket {
  const options = {
    auth,
    extraHeaders: headers,
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  };
  const socket = io(api.base + namespace, options);
  open.push(socket);
  return socket;
}

/** `connect`, or the code of the refusal. */
async function outcomeOf(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    socket.once('connect', () => resolve('connect'));
    socket.once('connect_error', (error: Error & { data?: { code: string } }) =>
      resolve(error.data?.code ?? error.message),
    );
  });
}

/** The status that a plain upgrade was answered with, or `open` and the first message. */
function upgrade(path: string, headers: Record<string, string> = {}): Promise<string> {
  const socket = new WebSocket(api.base.replace('http', 'ws') + path, { headers });
  open.push(socket);
  return new Promise((resolve) => {
    socket.once('unexpected-response', (_request, response) => resolve(String(response.statusCode)));
    socket.once('message', (message: Buffer) =>
      resolve((JSON.parse(message.toString()) as { code: string }).code),
    );
    socket.on('error', () => undefined);
  });
}

describe('a namespace of Socket.IO', () => {
  it.each(['/ws/tasks', '/ws/monitor', '/ws/quotes', '/ws/backtest/nothing', '/ws/strategy/nothing'])(
    'lets nobody into %s without a key',
    async (namespace) => {
      expect(await outcomeOf(connect(namespace, {}))).toBe('UNAUTHENTICATED');
      expect(await outcomeOf(connect(namespace, { key: 'wrong' }))).toBe('UNAUTHENTICATED');
    },
  );

  it('takes a key, a ticket, the headers or the cookie of a login', async () => {
    expect(await outcomeOf(connect('/ws/tasks', { key: viewer }))).toBe('connect');
    expect(await outcomeOf(connect('/ws/tasks', { ticket: await issueTicket() }))).toBe('connect');
    expect(await outcomeOf(connect('/ws/tasks', {}, { 'x-api-key': viewer }))).toBe('connect');
    const [cookie] = (await api.post('/api/v1/session', { key: viewer })).headers
      .get('set-cookie')!
      .split(';');
    expect(await outcomeOf(connect('/ws/tasks', {}, { cookie }))).toBe('connect');
    const elsewhere = { cookie, origin: 'https://elsewhere.example' };
    expect(await outcomeOf(connect('/ws/tasks', {}, elsewhere))).not.toBe('connect');
  });

  it('tells of everybody’s work to operators alone', async () => {
    expect(await outcomeOf(connect('/ws/monitor', { key: viewer }))).toBe('FORBIDDEN');
    expect(await outcomeOf(connect('/ws/monitor', { key: ADMIN_KEY }))).toBe('connect');
  });
});

describe('a plain WebSocket', () => {
  it('opens with a ticket once, or with headers, and from no other site', async () => {
    const path = '/ws/backtest/nothing';
    const ticket = await issueTicket();
    expect(await upgrade(path)).toBe('401');
    expect(await upgrade(`${path}?ticket=${ticket}`)).toBe('TASK_NOT_FOUND');
    expect(await upgrade(`${path}?ticket=${ticket}`)).toBe('401');
    expect(await upgrade(path, admin)).toBe('TASK_NOT_FOUND');
    expect(await upgrade(path, { ...admin, origin: 'https://elsewhere.example' })).toBe('403');
  });
});

describe('what a key holds open', () => {
  it('is closed when the key is revoked', async () => {
    const { id, key } = await makeKey();
    const socket = connect('/ws/quotes', { key });
    expect(await outcomeOf(socket)).toBe('connect');
    const closed = new Promise((resolve) => socket.once('disconnect', resolve));
    await fetch(`${api.base}/api/v1/keys/${id}`, { method: 'DELETE', headers: admin });
    await closed;
    expect(socket.connected).toBe(false);
  });

  it('is closed when the login has ended', async () => {
    const entered = await api.post('/api/v1/session', { key: viewer });
    const [cookie] = entered.headers.get('set-cookie')!.split(';');
    const { csrf_token: token } = (await entered.json()) as { csrf_token: string };
    const socket = connect('/ws/quotes', {}, { cookie });
    expect(await outcomeOf(socket)).toBe('connect');
    const closed = new Promise((resolve) => socket.once('disconnect', resolve));
    const headers = { cookie, 'x-csrf-token': token };
    await fetch(`${api.base}/api/v1/session`, { method: 'DELETE', headers });
    await closed;
    expect(socket.connected).toBe(false);
  });
});
