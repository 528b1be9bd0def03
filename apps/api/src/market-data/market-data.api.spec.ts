import { Readable } from 'node:stream';
import { tableFromIPC } from 'apache-arrow';
import { parquetReadObjects } from 'hyparquet';
import { startTestApi, type TestApi } from '../testing/start-test-api.js';

const BARS = '/api/v1/market-data/bars';
const CSV = 'Date,Open,High,Low,Close,Volume\n2020-01-02,10,12,9,11,100\n2020-01-03,11,13,10,12,200\n';
const BROKEN = `${CSV}2020-01-06,11,9,10,12,300\nsoon,1,1,1,1,1\n`;

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi({ IMPORT_LIMIT_BYTES: '20000' });
});

afterAll(() => api.stop());

async function importCsv(
  query: string,
  csv: string,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await api.post(`${BARS}/import?${query}`, csv, { 'content-type': 'text/csv' });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

async function getJson(path: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await api.get(path);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

describe('importing bars', () => {
  it('stores a file once, and says so the second time', async () => {
    const first = await importCsv('symbol=ONCE&timeframe=1d', CSV);
    expect(first).toMatchObject({
      status: 200,
      body: { inserted: 2, changed: 0, unchanged: 0, rejected_count: 0 },
    });
    expect(first.body).toMatchObject({ first: '2020-01-02T00:00:00.000Z', last: '2020-01-03T00:00:00.000Z' });
    const again = await importCsv('symbol=ONCE&timeframe=1d', CSV);
    expect(again.body).toMatchObject({ inserted: 0, changed: 0, unchanged: 2 });
  });

  it('takes a form with a file and reads symbol and timeframe from its name', async () => {
    const form = new FormData();
    form.set('on_error', 'keep');
    form.set('file', new Blob([CSV], { type: 'text/csv' }), 'FORM_1d.csv');
    const answer = await fetch(`${api.base}${BARS}/import`, { method: 'POST', body: form });
    expect(await answer.json()).toMatchObject({ symbol: 'FORM', timeframe: '1d', inserted: 2 });
  });

  it.each([
    ['a field', (form: FormData) => form.set('symbol', 'LATE'), 400, 'BODY_MALFORMED'],
    ['a second file', (form: FormData) => form.set('more', new Blob([CSV])), 413, 'BODY_TOO_LARGE'],
  ])('refuses a form with %s behind its file and stores nothing', async (_what, add, status, code) => {
    const form = new FormData();
    form.set('file', new Blob([CSV + '\n'.repeat(15_000)]), 'BEHIND_1d.csv');
    add(form);
    const answer = await fetch(`${api.base}${BARS}/import`, { method: 'POST', body: form });
    expect([answer.status, await answer.json()]).toMatchObject([status, { code }]);
    expect((await getJson(`${BARS}?symbol=BEHIND&timeframe=1d`)).status).toBe(404);
  });

  it.each([
    ['without a boundary', 'multipart/form-data', 'x'],
    [
      'without an end',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="f"; filename="CUT_1d.csv"\r\n\r\n' + CSV,
    ],
  ])('refuses a form %s', async (_how, type, body) => {
    const answer = await api.post(`${BARS}/import`, body, { 'content-type': type });
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'BODY_MALFORMED' }]);
  });

  it('keeps the good lines and gives number and reason of the others', async () => {
    const { body } = await importCsv('symbol=KEPT&timeframe=1d', BROKEN);
    expect(body).toMatchObject({ inserted: 2, rejected_count: 2, rejected: [{ line: 4 }, { line: 5 }] });
  });

  it('says what it would do when it is only tried, and leaves nothing', async () => {
    const fresh = await importCsv('symbol=TRIED&timeframe=1d&dry_run=true', BROKEN);
    expect(fresh.body).toMatchObject({
      inserted: 2,
      rejected_count: 2,
      rejected: [{ line: 4 }, { line: 5 }],
    });
    expect((await getJson(`${BARS}?symbol=TRIED&timeframe=1d`)).status).toBe(404);
    const { body: before } = await getJson(`${BARS}?symbol=KEPT&timeframe=1d`);
    const changed = await importCsv('symbol=KEPT&timeframe=1d&dry_run=true', BROKEN.replace(',12,', ',13,'));
    expect(changed.body).toMatchObject({ inserted: 0, changed: 1, unchanged: 1 });
    expect((await getJson(`${BARS}?symbol=KEPT&timeframe=1d`)).body).toEqual(before);
  });

  it('refuses the whole file when asked', async () => {
    const { status, body } = await importCsv('symbol=WHOLE&timeframe=1d&on_error=refuse', BROKEN);
    expect([status, body.code]).toEqual([422, 'IMPORT_REFUSED']);
    expect(body.errors).toMatchObject([{ path: '/lines/4' }, { path: '/lines/5' }]);
    expect((await getJson(`${BARS}?symbol=WHOLE&timeframe=1d`)).status).toBe(404);
  });

  it('finds unusual columns by their mapping', async () => {
    const query = 'symbol=MAPPED&timeframe=1d&mapping.time=Day&mapping.close=Settle';
    const { body } = await importCsv(query, CSV.replace('Date', 'Day').replace('Close', 'Settle'));
    expect(body).toMatchObject({ inserted: 2 });
  });

  it.each([
    ['more bytes than allowed', 'symbol=BIG', CSV + 'x'.repeat(30_000), 413, 'BODY_TOO_LARGE'],
    ['no symbol', 'timeframe=1d', CSV, 400, 'PARAMETER_INVALID'],
    ['an unknown parameter', 'symbol=A&timefram=1d', CSV, 400, 'PARAMETER_INVALID'],
    ['an unknown calendar', 'symbol=A&timeframe=1d&calendar=XMAR', CSV, 400, 'PARAMETER_INVALID'],
    ['an unknown zone', 'symbol=A&timeframe=1d&zone=Mars/Base', CSV, 400, 'PARAMETER_INVALID'],
    ['an unknown choice', 'symbol=A&timeframe=1d&on_error=cry', CSV, 400, 'PARAMETER_INVALID'],
    ['no bars', 'symbol=A&timeframe=1d', 'a,b\n1,2\n', 422, 'IMPORT_REFUSED'],
    ['nothing', 'symbol=A&timeframe=1d', '', 422, 'IMPORT_REFUSED'],
  ])('refuses %s', async (_what, query, csv, status, code) => {
    const answer = await importCsv(query, csv);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('refuses a stream that turns out too large', async () => {
    const chunks = (function* () {
      yield Buffer.from(CSV);
      for (let count = 0; count < 10; count++) yield Buffer.from('2020-01-03,11,13,10,12,200\n'.repeat(100));
    })();
    const answer = await fetch(`${api.base}${BARS}/import?symbol=A&timeframe=1d`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: Readable.toWeb(Readable.from(chunks)) as unknown as BodyInit,
      duplex: 'half',
    } as RequestInit);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      413,
      'BODY_TOO_LARGE',
    ]);
  });
});

describe('reading bars', () => {
  it('gives pages that join, oldest first', async () => {
    const first = (await getJson(`${BARS}?symbol=ONCE&timeframe=1d&limit=1`)).body;
    expect(first.items).toEqual([
      { time: '2020-01-02T00:00:00.000Z', open: 10, high: 12, low: 9, close: 11, volume: 100 },
    ]);
    const second = (
      await getJson(`${BARS}?symbol=ONCE&timeframe=1d&limit=1&cursor=${first.next_cursor as string}`)
    ).body;
    expect(second).toMatchObject({ items: [{ close: 12 }], next_cursor: null });
  });

  it('gives all of a range as CSV', async () => {
    const answer = await api.get(`${BARS}?symbol=ONCE&timeframe=1d&start=2020-01-03`, { accept: 'text/csv' });
    expect(await answer.text()).toBe(
      'time,open,high,low,close,volume\r\n2020-01-03T00:00:00.000Z,11,13,10,12,200\r\n',
    );
  });

  it.each([
    ['all of a range', '', 2],
    ['a page', '&limit=1', 1],
  ])('gives %s as Arrow and as Parquet', async (_what, query, count) => {
    const arrow = await api.get(`${BARS}?symbol=ONCE&timeframe=1d&format=arrow${query}`);
    const table = tableFromIPC(new Uint8Array(await arrow.arrayBuffer()));
    expect([arrow.headers.get('content-type'), table.numRows, table.get(0)?.toJSON()]).toEqual([
      'application/vnd.apache.arrow.stream',
      count,
      { time: Date.UTC(2020, 0, 2), open: 10, high: 12, low: 9, close: 11, volume: 100 },
    ]);
    const parquet = await api.get(`${BARS}?symbol=ONCE&timeframe=1d${query}`, {
      accept: 'application/vnd.apache.parquet',
    });
    const rows = await parquetReadObjects({ file: await parquet.arrayBuffer() });
    expect([rows.length, rows[0]]).toMatchObject([count, { time: new Date('2020-01-02'), close: 11 }]);
    expect(parquet.headers.get('link')).toEqual(
      count === 2 ? null : expect.stringMatching(/^<\/api.*limit=1&cursor=.*>; rel="next"$/),
    );
  });

  it('joins hours by the session from minutes that are stored', async () => {
    const minutes = ['13:29', '13:30', '14:29', '14:30', '19:30', '19:59', '20:00'];
    const lines = minutes.map((time, at) => `2024-06-03T${time}:00Z,10,${11 + at},9,10,1`);
    await importCsv(
      'symbol=MINUTES&timeframe=1m&calendar=XNYS',
      `time,open,high,low,close,volume\n${lines.join('\n')}\n`,
    );
    const { body } = await getJson(`${BARS}?symbol=MINUTES&timeframe=1h&start=2024-06-03&end=2024-06-03`);
    expect(body).toMatchObject({
      derived_from: '1m',
      items: [
        { time: '2024-06-03T13:30:00.000Z', high: 13, volume: 2 },
        { time: '2024-06-03T14:30:00.000Z', high: 14, volume: 1 },
        { time: '2024-06-03T19:30:00.000Z', high: 16, volume: 2 },
      ],
      next_cursor: null,
    });
    const strategy = { version: 1, name: 'x', symbols: ['MINUTES'], rules: { long: { enter: 'close > 1' } } };
    const run = (timeframe: string) => api.post('/api/v1/backtest/run', { strategy, timeframe });
    expect([(await run('1h')).status, (await run('1m')).status]).toEqual([202, 202]);
    const csv = await (await api.get(`${BARS}?symbol=MINUTES&timeframe=1d&format=csv`)).text();
    expect(csv.split('\r\n')[1]).toBe('2024-06-03T00:00:00.000Z,10,16,9,10,5');
  });

  it('gives what was known at an instant', async () => {
    const known = new Date().toISOString();
    await importCsv('symbol=ONCE&timeframe=1d', CSV.replace('12,200', '12.5,200'));
    const closes = async (query: string) =>
      ((await getJson(`${BARS}?symbol=ONCE&timeframe=1d${query}`)).body.items as { close: number }[]).map(
        ({ close }) => close,
      );
    expect(await closes('')).toEqual([11, 12.5]);
    expect(await closes(`&as_of=${known}`)).toEqual([11, 12]);
  });

  it.each([
    ['symbol=NOPE&timeframe=1d', 404, 'SYMBOL_NOT_FOUND'],
    ['symbol=ONCE&timeframe=2d', 400, 'PARAMETER_INVALID'],
    ['symbol=ONCE', 400, 'PARAMETER_INVALID'],
    ['symbol=ONCE&timeframe=1d&start=x', 400, 'PARAMETER_INVALID'],
    ['symbol=ONCE&timeframe=1d&start=0000-01-01', 400, 'PARAMETER_INVALID'],
    ['symbol=ONCE&timeframe=1d&end=9999-12-31', 400, 'PARAMETER_INVALID'],
    ['symbol=ONCE&timeframe=1d&start=2021-01-01&end=2020-01-01', 400, 'PARAMETER_INVALID'],
    ['symbol=ONCE&timeframe=1d&limit=99999', 400, 'PARAMETER_INVALID'],
    ['symbol=ONCE&timeframe=1d&as_of=2999-01-01', 400, 'PARAMETER_INVALID'],
    ['symbol=%00&timeframe=1d', 400, 'PARAMETER_INVALID'],
    ['symbol=once&timeframe=1d', 400, 'PARAMETER_INVALID'],
    ['symbol=ONCE&timeframe=__proto__', 400, 'PARAMETER_INVALID'],
    ['symbol=ONCE&symbol=TWICE&timeframe=1d', 400, 'PARAMETER_INVALID'],
    ['symbol=ONCE&timeframe=1d&adjust=all', 400, 'PARAMETER_INVALID'],
    ['symbol=ONCE&timeframe=1w&cursor=djE6OTk5OTk5OTk5OTk5OTk5OQ', 400, 'PARAMETER_INVALID'],
    ['symbol=ONCE&timeframe=1d&cursor=djE6OTk5OTk5OTk5OTk5OTk5OQ', 400, 'PARAMETER_INVALID'],
    ['symbol=ONCE&timeframe=1d&cursor=x', 400, 'PARAMETER_INVALID'],
    ['symbol=ONCE&timeframe=1d&format=xlsx', 400, 'PARAMETER_INVALID'],
    ['symbol=NOPE&timeframe=1d&format=arrow', 404, 'SYMBOL_NOT_FOUND'],
    ['symbol=NOPE&timeframe=1d&format=csv&limit=1', 404, 'SYMBOL_NOT_FOUND'],
  ])('refuses %s with %i', async (query, status, code) => {
    const answer = await getJson(`${BARS}?${query}`);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });
});

describe('a query with several faults', () => {
  it('hears of all of them at once', async () => {
    const query = 'timeframe=2d&limit=0&start=x&as_of=2999-01-01T00:00:00Z&cursor=x&format=xlsx&end=y&z=1';
    const { status, body } = await getJson(`${BARS}?${query}`);
    expect([status, body.code]).toEqual([400, 'PARAMETER_INVALID']);
    expect((body.errors as { path: string }[]).map(({ path }) => path).sort()).toEqual([
      ...['/as_of', '/cursor', '/end', '/format', '/limit', '/start', '/symbol', '/timeframe', '/z'],
    ]);
  });

  it('hears of each member once', async () => {
    const { body } = await getJson(`${BARS}?symbol=A&timeframe=1d&start=${'x'.repeat(50)}`);
    expect(body.errors).toMatchObject([{ path: '/start', code: 'E_RANGE' }]);
  });
});

describe('symbols', () => {
  it('are listed with what is stored of them', async () => {
    const { body } = await getJson('/api/v1/market-data/symbols');
    expect(body.symbols).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          symbol: 'ONCE',
          time_zone: 'UTC',
          active: false,
          series: [expect.objectContaining({ timeframe: '1d', count: 2, first: '2020-01-02T00:00:00.000Z' })],
        }),
      ]),
    );
  });

  it('are added and changed', async () => {
    const add = (body: object) => api.post('/api/v1/market-data/symbols', body);
    const first = await add({ symbol: 'NEW', calendar: 'XNYS' });
    expect([first.status, await first.json()]).toEqual([
      201,
      {
        symbol: 'NEW',
        name: null,
        calendar: 'XNYS',
        time_zone: 'America/New_York',
        currency: 'USD',
        active: true,
        delisted_on: null,
        excluded_datasets: [],
        series: [],
      },
    ]);
    expect((await add({ symbol: 'NEW', name: 'New Inc.' })).status).toBe(200);
    const off = await (await add({ symbol: 'NEW', active: false })).json();
    const patch = {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: '{"name":"New"}',
    };
    const kept = await (await fetch(`${api.base}/api/v1/market-data/symbols/NEW`, patch)).json();
    const on = await (await add({ symbol: 'NEW' })).json();
    expect([off, kept, on]).toMatchObject([
      { active: false },
      { active: false, name: 'New' },
      { active: true, name: 'New' },
    ]);
    const wrong = await add({ symbol: 'lower', calender: 'XNYS', currency: 5 });
    expect(wrong.status).toBe(422);
    const { errors } = (await wrong.json()) as { errors: { path: string }[] };
    expect(errors.map(({ path }) => path).sort()).toEqual(['/calender', '/currency', '/symbol']);
    expect((await add({ symbol: 'NEW', time_zone: 'Mars/Base' })).status).toBe(422);
  });

  it('are taken into the universe by adding them, also where an import brought them', async () => {
    await api.post('/api/v1/market-data/symbols', { symbol: 'ONCE' });
    const { symbols } = (await getJson('/api/v1/market-data/symbols?q=once&active=true')).body;
    expect(symbols).toMatchObject([{ symbol: 'ONCE', active: true }]);
  });

  it.each([
    ['UNSAID', 'XNYS', 'America/New_York'],
    ['UNS-USD', 'always', 'UTC'],
  ])('trade by what their name tells where nobody says it: %s by %s', async (symbol, calendar, zone) => {
    const added = await (await api.post('/api/v1/market-data/symbols', { symbol })).json();
    expect(added).toMatchObject({ calendar, time_zone: zone });
  });

  it('are changed in what is stated, and listed by what the jobs do with them', async () => {
    const change = async (symbol: string, body: object) => {
      const answer = await fetch(`${api.base}/api/v1/market-data/symbols/${symbol}`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    };
    await api.post('/api/v1/market-data/symbols', {
      symbol: 'COIN',
      name: 'Coin',
      excluded_datasets: ['earnings'],
    });
    expect(
      (await change('COIN', { calendar: 'XNYS', excluded_datasets: ['fundamentals'] })).body,
    ).toMatchObject({
      ...{ name: 'Coin', calendar: 'XNYS', time_zone: 'America/New_York', active: true, delisted_on: null },
      excluded_datasets: ['fundamentals'],
    });
    const listed = async (query: string) =>
      ((await getJson(`/api/v1/market-data/symbols?${query}`)).body.symbols as { symbol: string }[]).map(
        ({ symbol }) => symbol,
      );
    expect(await listed('q=coin&active=true&dataset=stock_quotes')).toEqual(['COIN']);
    expect(await listed('q=coin&dataset=fundamentals')).toEqual([]);
    expect((await change('COIN', { delisted_on: '2020-01-31', name: null })).body).toMatchObject({
      ...{ name: null, delisted_on: '2020-01-31', excluded_datasets: ['fundamentals'] },
    });
    expect(await listed('q=COIN&dataset=stock_quotes')).toEqual([]);
    expect((await change('COIN', { delisted_on: null, active: false })).body).toMatchObject({
      delisted_on: null,
    });
    expect(await listed('q=COIN&active=true')).toEqual([]);
    expect(await change('NONE', {})).toMatchObject({ status: 404, body: { code: 'SYMBOL_NOT_FOUND' } });
    const wrong = await change('COIN', {
      delisted_on: '2020-02-30',
      excluded_datasets: ['x'],
      time_zone: 'Mars/Base',
    });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'BODY_INVALID' } });
    expect((wrong.body.errors as { path: string }[]).map(({ path }) => path).sort()).toEqual([
      ...['/delisted_on', '/excluded_datasets', '/time_zone'],
    ]);
    for (const query of ['active=maybe', 'dataset=bars', 'limit=5'])
      expect(await getJson(`/api/v1/market-data/symbols?${query}`)).toMatchObject({ status: 400 });
  });

  it('are forgotten with their bars, unless a waiting backtest needs them', async () => {
    const remove = async (symbol: string) => {
      const answer = await fetch(`${api.base}/api/v1/market-data/symbols/${symbol}`, { method: 'DELETE' });
      return [answer.status, answer.status === 204 ? '' : ((await answer.json()) as { code: string }).code];
    };
    await importCsv('symbol=GONE&timeframe=1d', CSV);
    const strategy = {
      version: 1,
      name: 'x',
      symbols: ['ONCE'],
      rules: { long: { enter: "close > on('GONE', close)" } },
    };
    const started = await api.post('/api/v1/backtest/run', { strategy, timeframe: '1d' });
    const { task_id: taskId } = (await started.json()) as { task_id: string };
    expect(await remove('GONE')).toEqual([409, 'SYMBOL_IN_USE']);
    await api.post(`/api/v1/backtest/cancel/${taskId}`, {});
    expect(await remove('GONE')).toEqual([204, '']);
    expect(await remove('GONE')).toEqual([404, 'SYMBOL_NOT_FOUND']);
    expect((await getJson(`${BARS}?symbol=GONE&timeframe=1d`)).status).toBe(404);
    expect((await importCsv('symbol=GONE&timeframe=1d', CSV)).body).toMatchObject({ inserted: 2 });
  });
});
