import { once } from 'node:events';
import { io, type Socket } from 'socket.io-client';
import { DatasetRepository, InstrumentRepository } from '#database';
import { QuoteFeed } from '#market-data';
import { emptyRow } from '../../../../test/support/dataset-rows.js';
import { startTestApi, type TestApi } from '../testing/start-test-api.js';

const NOON = Date.parse('2026-11-20T17:00:00Z');
const MINUTE = 60_000;
const SYMBOLS = ['ACME', 'BOLT', 'CORE'];

let api: TestApi;
const sockets: Socket[] = [];

beforeAll(async () => {
  api = await startTestApi();
  const place = { calendar: 'XNYS', timeZone: 'America/New_York', currency: 'USD' };
  for (const symbol of SYMBOLS)
    await api.app.get(InstrumentRepository).save({ symbol, name: null, ...place });
});

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.disconnect();
});
afterAll(() => api.stop());

function open() {
  const socket = io(`${api.base}/ws/quotes`, { forceNew: true, transports: ['websocket'] });
  const heard: string[] = [];
  socket.on('quote', (quote: { symbol: string; last_price: number }) =>
    heard.push(`${quote.symbol} ${quote.last_price}`),
  );
  sockets.push(socket);
  return { socket, heard };
}

/** As the job does it: first the store, then whoever listens. */
async function store(minute: number, prices: Record<string, number>): Promise<void> {
  const rows = Object.entries(prices).map(([symbol, lastPrice]) =>
    emptyRow('stock_quotes', { symbol, lastTimestamp: NOON + minute * MINUTE, lastPrice }),
  );
  const origin = { provider: 'sim', runId: `run-${minute}` };
  await api.app.get(DatasetRepository).upsert('stock_quotes', rows, origin);
  await api.app.get(QuoteFeed).publish(Object.keys(prices));
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition() && tries < 800; tries++)
    await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('quotes over a socket', () => {
  it('begin with the newest and go on with every new one of the symbols that are followed', async () => {
    await store(1, { ACME: 10, BOLT: 20 });
    const { socket, heard } = open();
    const answer: unknown = await socket.emitWithAck('subscribe', { symbols: ['ACME', 'CORE', 'NONE'] });
    expect(answer).toEqual({ subscribed: ['ACME', 'CORE'], refused: { NONE: 'SYMBOL_NOT_FOUND' } });
    await until(() => heard.length > 0);
    await store(2, { ACME: 11, BOLT: 21, CORE: 31 });
    await until(() => heard.length > 2);
    expect([heard[0], ...heard.slice(1).sort()]).toEqual(['ACME 10', 'ACME 11', 'CORE 31']);
  });

  it('have the members of the latest quotes', async () => {
    await store(3, { BOLT: 22 });
    const { socket } = open();
    void socket.emit('subscribe', { symbols: ['BOLT'] });
    const [quote] = (await once(socket as never, 'quote')) as [object];
    const latest = (await (await api.get('/api/v1/market-data/quotes/latest?symbols=BOLT')).json()) as {
      items: object[];
    };
    expect(quote).toEqual(latest.items[0]);
  });

  it('end for a symbol that is followed no more, and go to everybody else who follows it', async () => {
    const [one, other] = [open(), open()];
    for (const { socket } of [one, other]) await socket.emitWithAck('subscribe', { symbols: ['CORE'] });
    const answer: unknown = await one.socket.emitWithAck('unsubscribe', { symbols: ['CORE', 'ACME'] });
    expect(answer).toEqual({ unsubscribed: ['CORE'] });
    const before = one.heard.length;
    await store(4, { CORE: 32 });
    await until(() => other.heard.includes('CORE 32'));
    expect(other.heard).toContain('CORE 32');
    expect(one.heard).toHaveLength(before);
  });

  it('say of each name beyond the five hundredth that it is not followed', async () => {
    const place = { name: null, calendar: 'XNYS', timeZone: 'America/New_York', currency: 'USD' };
    const many = Array.from({ length: 505 }, (_, k) => `MANY${k}`);
    const instruments = api.app.get(InstrumentRepository);
    await Promise.all(many.map((symbol) => instruments.save({ symbol, ...place })));
    const { socket } = open();
    const { subscribed, refused } = await socket.emitWithAck('subscribe', { symbols: [...many, 'NONE'] });
    expect(subscribed).toEqual(many.slice(0, 500));
    expect(refused).toEqual({
      ...Object.fromEntries(many.slice(500).map((symbol) => [symbol, 'TOO_MANY_SYMBOLS'])),
      NONE: 'SYMBOL_NOT_FOUND',
    });
  });

  it('survive whatever a client says', async () => {
    const { socket } = open();
    for (const wish of [null, 'x', { symbols: 7 }, { symbols: [null, {}] }])
      expect(await socket.emitWithAck('subscribe', wish)).toEqual({ subscribed: [], refused: {} });
  });
});
