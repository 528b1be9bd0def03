import { startTestApi, type TestApi } from '../testing/start-test-api.js';

const ROOT = '/api/v1/market-data';
const HEADER = 'time,open,high,low,close,volume\n';

let api: TestApi;

async function importBars(symbol: string, timeframe: string, stamps: readonly string[]): Promise<void> {
  const csv = HEADER + stamps.map((stamp, at) => `${stamp},9,${10 + at},8,9,1\n`).join('');
  const query = `symbol=${symbol}&timeframe=${timeframe}&calendar=XNYS`;
  const answer = await api.post(`${ROOT}/bars/import?${query}`, csv, { 'content-type': 'text/csv' });
  expect(answer.status).toBe(200);
}

beforeAll(async () => {
  api = await startTestApi();
  await importBars('DAYS', '1d', ['2024-06-28', '2024-07-02', '2024-07-03']);
  await importBars('DAYS', '1w', ['2024-06-24']);
  await importBars('MINUTES', '1m', ['2024-07-02T13:30:00Z', '2024-07-03T13:30:00Z']);
});

afterAll(() => api.stop());

async function read(query: string) {
  const answer = await api.get(`${ROOT}/coverage?${query}`);
  return {
    status: answer.status,
    body: (await answer.json()) as { series: object[]; code?: string; errors?: object[] },
  };
}

describe('coverage', () => {
  it('names the sessions that are missing', async () => {
    const { body } = await read('symbols=DAYS&to=2024-07-05');
    expect(body.series).toEqual([
      {
        ...{ symbol: 'DAYS', dataset: 'historical_prices', timeframe: '1d', derived_from: null },
        ...{ from: '2024-06-28', to: '2024-07-05', expected: 5, present: 3, count: 3 },
        gaps: [
          { from: '2024-07-01', to: '2024-07-01', sessions: 1 },
          { from: '2024-07-05', to: '2024-07-05', sessions: 1 },
        ],
        partial: [],
        first: '2024-06-28T00:00:00.000Z',
        last: '2024-07-03T00:00:00.000Z',
      },
      expect.objectContaining({ timeframe: '1w', expected: null, present: null, gaps: [], count: 1 }),
    ]);
  });

  it.each([
    [
      '1h',
      [{ symbol: 'MINUTES', timeframe: '1h', derived_from: '1m', present: 2, partial: [{ sessions: 2 }] }],
    ],
    [
      '1w',
      [
        { symbol: 'DAYS', derived_from: null, count: 1 },
        { symbol: 'MINUTES', derived_from: '1m' },
      ],
    ],
    [
      '1mo',
      [
        { symbol: 'DAYS', derived_from: '1d' },
        { symbol: 'MINUTES', derived_from: '1m' },
      ],
    ],
  ])('of %s is that of what these bars are joined from', async (timeframe, rows) => {
    expect((await read(`timeframe=${timeframe}`)).body.series).toMatchObject(rows);
  });

  it('tells datasets apart', async () => {
    expect((await read('dataset=stock_quotes')).body.series).toEqual([]);
    expect((await read('dataset=historical_prices')).body.series).toHaveLength(3);
  });

  it.each([
    ['symbols=NONE', 404],
    ['symbols=none', 400],
    ['timeframe=2d', 400],
    ['dataset=news', 400],
    ['from=x', 400],
    ['from=0000-01-01', 400],
    ['from=1899-12-31', 400],
    ['from=2024-07-01T00:00:00Z', 400],
    ['from=2024-07-02&to=2024-07-01', 400],
    ['limit=1', 400],
  ])('refuses %s with %i', async (query, status) => {
    expect(await read(query)).toMatchObject({ status });
  });

  it('is told day by day: how many bars of how many, and why an exchange was closed', async () => {
    await importBars('HOURS', '1h', [
      ...['2024-07-03T13:30:00Z', '2024-07-03T14:30:00Z', '2024-07-03T15:30:00Z', '2024-07-03T16:30:00Z'],
      ...['2024-07-05T13:30:00Z', '2024-07-08T13:30:00Z'],
    ]);
    const path = `${ROOT}/coverage/days?symbol=HOURS&timeframe=1h`;
    const { days } = (await (await api.get(`${path}&from=2024-07-02&to=2024-07-08`)).json()) as {
      days: Record<string, unknown>[];
    };
    const told = days.map(({ date, standing, bars, expected, exception }) =>
      [date, standing, bars, expected, exception].join(' '),
    );
    expect(told).toEqual([
      '2024-07-02 missing 0 7 ',
      '2024-07-03 present 4 4 Day before Independence Day',
      '2024-07-04 closed 0 0 Independence Day',
      '2024-07-05 partial 1 7 ',
      '2024-07-08 partial 1 7 ',
    ]);
    for (const [query, status] of [
      ['from=2024-07-02&to=2025-07-03', 400],
      ['from=2024-07-02', 400],
      ['from=2024-07-02&to=2024-07-01', 400],
      ['from=2024-07-02&to=2024-07-03&timeframe=1w', 400],
    ] as const)
      expect([query, (await api.get(`${path}&${query}`)).status]).toEqual([query, status]);
    expect(
      (await api.get(`${ROOT}/coverage/days?symbol=NONE&timeframe=1d&from=2024-07-02&to=2024-07-02`)).status,
    ).toBe(404);
  });
});

describe('a backfill', () => {
  const post = async (body: unknown) => {
    const answer = await api.post(`${ROOT}/backfill`, body);
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const wanted = {
    dataset: 'historical_prices',
    symbols: ['DAYS', 'MINUTES'],
    start: '2024-01-02',
    end: '2024-06-28',
  };

  it('says what it would ask when it is only tried', async () => {
    expect(await post({ ...wanted, dry_run: true })).toEqual({
      status: 200,
      body: {
        ...{ dataset: 'historical_prices', requests: 2, chunks_count: 1 },
        chunks: [{ symbols: ['DAYS', 'MINUTES'], from: '2024-01-02', to: '2024-06-28' }],
      },
    });
    const series = { ...wanted, dataset: 'economic_indicators', symbols: ['CPIAUCSL'], dry_run: true };
    expect(await post(series)).toMatchObject({ status: 200, body: { requests: 1 } });
    expect(await post({ ...series, symbols: undefined, series: ['CPIAUCSL', 'UNRATE'] })).toMatchObject({
      ...{ status: 200, body: { requests: 2, chunks: [{ symbols: ['CPIAUCSL', 'UNRATE'] }] } },
    });
  });

  it('is a task', async () => {
    const { status, body } = await post(wanted);
    expect([status, body]).toMatchObject([
      202,
      { requests: 2, status: 'pending', task_id: expect.any(String) as string },
    ]);
    const task = await api.get((body.links as { status: string }).status);
    expect(await task.json()).toMatchObject({ task_id: body.task_id, status: 'pending' });
  });

  it('of series is a task of theirs', async () => {
    const { start, end } = wanted;
    const { status, body } = await post({ dataset: 'economic_indicators', series: ['CPIAUCSL'], start, end });
    expect(status).toBe(202);
    const task = await (await api.get(`/api/v1/admin/tasks/${String(body.task_id)}`)).json();
    expect(task).toMatchObject({ payload: { dataset: 'economic_indicators', symbols: ['CPIAUCSL'] } });
  });

  it.each([
    [{ dataset: 'candles' }, ['/dataset']],
    [{ symbols: undefined }, ['/symbols']],
    [{ dataset: 'economic_indicators', symbols: undefined }, ['/series']],
    [{ dataset: 'economic_indicators', symbols: undefined, series: 'UNRATE' }, ['/series']],
    [{ dataset: 'economic_indicators', series: ['UNRATE'] }, ['/symbols']],
    [{ series: ['UNRATE'] }, ['/series']],
    [{ dataset: 'stock_quotes' }, ['/dataset']],
    [{ symbols: ['DAYS', 'DAIS'] }, ['/symbols/1']],
    [{ symbols: [] }, ['/symbols']],
    [{ symbols: 'DAYS' }, ['/symbols']],
    [{ start: '2024-02-30' }, ['/start']],
    [{ start: '2024-07-01' }, ['/end']],
    [{ end: undefined, dry_run: 'yes', force: true }, ['/dry_run', '/end', '/force']],
  ])('with %j is refused', async (change, paths) => {
    const { status, body } = await post({ ...wanted, ...change });
    expect([status, body.code]).toEqual([422, 'BODY_INVALID']);
    expect((body.errors as { path: string }[]).map(({ path }) => path).sort()).toEqual(paths);
  });
});
