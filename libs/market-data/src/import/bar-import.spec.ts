import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { barAt, type Bar } from '#domain';
import {
  BarRepository,
  CorporateActionRepository,
  Database,
  InstrumentRepository,
  QuarantineRepository,
} from '#database';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { BarImport, type CsvImport } from './bar-import.js';

const REFERENCE = join(process.env.BARKEEP_REFERENCE ?? '../shared', 'data');
const HEADER = 'date,open,high,low,close,volume';
const DAY = 86_400_000;

const request: CsvImport = {
  symbol: 'ACME',
  timeframe: '1d',
  onError: 'keep',
  provider: 'import',
  runId: 'run-1',
};

const csv = (...lines: string[]) => [HEADER, ...lines].join('\n');

describe('BarImport', () => {
  let testDatabase: TestDatabase;
  let database: Database;
  let bars: BarRepository;
  let instruments: InstrumentRepository;
  let imports: BarImport;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    database = new Database({ url: testDatabase.url, poolSize: 4 });
    bars = new BarRepository(database);
    instruments = new InstrumentRepository(database);
    const quarantine = new QuarantineRepository(database);
    imports = new BarImport(bars, instruments, new CorporateActionRepository(database), quarantine);
  });

  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  const load = async (symbol: string): Promise<Bar[]> => {
    const found = await bars.loadBarSeries({ symbol, timeframe: '1d', adjust: 'raw' });
    return Array.from({ length: found?.length ?? 0 }, (_, row) => barAt(found!, row));
  };

  it('puts no real bars among simulated ones, and says so', async () => {
    const text = csv('2020-01-02,10,12,9,11,100');
    const into = (provider: string) => imports.importCsv(text, { ...request, symbol: 'SIMULATED', provider });
    await into('sim');
    await expect(into('import')).rejects.toMatchObject({
      ...{ code: 'IMPORT_REFUSED' },
      faults: [
        { path: '/symbol', message: 'bars of sim are stored; those of import are not mixed with them' },
      ],
    });
    expect(await into('sim')).toMatchObject({ unchanged: 1 });
  });

  it('stores a file and changes nothing the second time', async () => {
    const text = csv('2020-01-02,10,12,9,11,100', '2020-01-03,11,13,10,12,200');
    const first = await imports.importCsv(text, { ...request, symbol: 'twice' });
    expect(first).toEqual({
      symbol: 'TWICE',
      timeframe: '1d',
      first: Date.UTC(2020, 0, 2),
      last: Date.UTC(2020, 0, 3),
      inserted: 2,
      changed: 0,
      unchanged: 0,
      rejected: [],
      rejectedCount: 0,
      warnings: {},
    });
    const second = await imports.importCsv(text, { ...request, symbol: 'TWICE' });
    expect(second).toMatchObject({ inserted: 0, changed: 0, unchanged: 2 });
    expect(await instruments.find('TWICE')).toMatchObject({ calendar: 'always', timeZone: 'UTC' });
  });

  it('takes bytes and streams as it takes text', async () => {
    const text = csv('2020-01-02,10,12,9,11,100');
    const asBytes = await imports.importCsv(Buffer.from(text), { ...request, symbol: 'BYTES' });
    const asStream = await imports.importCsv(Readable.from([text.slice(0, 20), text.slice(20)]), {
      ...request,
      symbol: 'BYTES',
    });
    expect(asBytes).toMatchObject({ inserted: 1 });
    expect(asStream).toMatchObject({ unchanged: 1 });
  });

  it('takes symbol and timeframe from the name of the file', async () => {
    const named = { ...request, symbol: undefined, timeframe: undefined, fileName: 'C:\\data\\goog_1d.csv' };
    const result = await imports.importCsv(csv('2020-01-02,10,12,9,11,100'), named);
    expect(result).toMatchObject({ symbol: 'GOOG', timeframe: '1d' });
  });

  it('reports every broken line with its number and keeps the rest', async () => {
    const text = csv(
      '2020-01-02,10,12,9,11,100',
      '2020-02-30,10,12,9,11,100',
      '2020-01-04,10,12,9',
      '',
      '2020-01-05,10,8,9,11,100',
      '2020-01-06,ten,12,9,11,100',
      '2020-01-02,10,12,9,11,100',
      '2020-01-07,"1"0,12,9,11,100',
      '2020-01-08,10,12,9,11,-1',
      '2020-01-09,10,12,9,11,',
    );
    const result = await imports.importCsv(text, { ...request, symbol: 'BROKEN' });
    expect(result).toMatchObject({ inserted: 1, rejectedCount: 8 });
    expect(result.rejected).toEqual([
      { line: 3, reason: '"2020-02-30" is not a date or time' },
      { line: 4, reason: 'the line has 4 columns, the header 6' },
      { line: 6, reason: 'high 8 is below low 9' },
      { line: 7, reason: 'open is not a number ("ten")' },
      { line: 8, reason: 'the stamp was already on line 2' },
      { line: 9, reason: 'a quote stands where none may be, or is not closed' },
      { line: 10, reason: 'volume is not zero or more (-1)' },
      { line: 11, reason: 'volume is not a number ("")' },
    ]);
  });

  it('keeps the lines that it left out in quarantine, each once', async () => {
    const text = csv('2020-01-02,10,12,9,11,100', '2020-01-03,\u0000,12,9,11,1', '2020-01-02,1,1,1,1,1');
    const wanted = { ...request, symbol: 'LEFTOUT' };
    await imports.importCsv(text, wanted);
    await imports.importCsv(text, wanted);
    const kept = await new QuarantineRepository(database).list({ symbol: 'LEFTOUT', limit: 100 });
    const origin = { symbol: 'LEFTOUT', timeframe: '1d', provider: 'import', runId: 'run-1' };
    expect(kept).toMatchObject([
      {
        ...origin,
        line: 4,
        content: '2020-01-02T00:00:00.000Z,1,1,1,1,1',
        reason: 'the stamp was already on line 2',
        foundAt: expect.any(Number),
      },
      {
        ...origin,
        line: 3,
        content: '2020-01-03,\uFFFD,12,9,11,1',
        reason: expect.stringContaining('open is not a number'),
        foundAt: expect.any(Number),
      },
    ]);
  });

  it('keeps out what the calendar of an exchange contradicts, and only counts it where nothing ever closes', async () => {
    const text = csv(
      '2024-07-03,10,12,9,11,100',
      '2024-07-04,10,12,9,11.5,100',
      '2024-07-05,10,12,9,11.5,100',
    );
    const onExchange = { ...request, symbol: 'HOLIDAY', calendar: 'XNYS' };
    const result = await imports.importCsv(text, onExchange);
    expect(result).toMatchObject({ inserted: 1, rejectedCount: 2, warnings: {} });
    expect(result.rejected).toEqual([
      { line: 3, reason: 'XNYS had no session that day' },
      { line: 4, reason: 'the bar before is repeated' },
    ]);
    const refused = imports.importCsv(text, { ...onExchange, onError: 'refuse' });
    await expect(refused).rejects.toMatchObject({ code: 'IMPORT_REFUSED' });
    expect(await imports.importCsv(text, { ...request, symbol: 'NEVERSHUT' })).toMatchObject({
      ...{ inserted: 3, rejectedCount: 0, warnings: { 'the bar before is repeated': 1 } },
    });
    const unusable = imports.importCsv(csv('2024-07-04,10,12,9,11,100'), onExchange);
    await expect(unusable).rejects.toMatchObject({ code: 'IMPORT_REFUSED' });
  });

  it('refuses the whole file when asked to, with a fault for each line', async () => {
    const text = csv('2020-01-02,10,12,9,11,100', '2020-01-03,10,8,9,11,100');
    const refused = imports.importCsv(text, { ...request, symbol: 'REFUSED', onError: 'refuse' });
    await expect(refused).rejects.toMatchObject({
      code: 'IMPORT_REFUSED',
      message: '1 line of the file is broken; nothing was stored',
      faults: [{ path: '/lines/3', message: 'high 8 is below low 9' }],
    });
    expect(await instruments.find('REFUSED')).toBeUndefined();
  });

  it.each([
    ['an empty file', '', 'The file is empty'],
    ['a file of blank lines', '\r\n\r\n', 'The file is empty'],
    ['a file with only a header', `${HEADER}\n`, 'The file has a header but no bars'],
    [
      'a file without a header',
      '2020-01-02,10,12,9,11,100\n',
      'The header does not name the columns of bars',
    ],
    ['a file of only broken lines', csv('x,1,1,1,1,1'), 'The file has no line that is a bar'],
    ['a binary file', '\u0000\u0001\u0002\u0003', 'The header does not name the columns of bars'],
    [
      'a file of one endless quote',
      `${HEADER}\n"${'x'.repeat(150_000)}`,
      'The file has no line that is a bar',
    ],
  ])('refuses %s with a clear answer', async (_, text, message) => {
    await expect(imports.importCsv(text, { ...request, symbol: 'NOTHING' })).rejects.toMatchObject({
      code: 'IMPORT_REFUSED',
      message,
    });
    expect(await instruments.find('NOTHING')).toBeUndefined();
  });

  it('refuses a file whose stamps are not of the timeframe', async () => {
    const minutes = csv(...[1, 2, 3].map((minute) => `2020-01-02T10:0${minute}:00Z,1,1,1,1,1`));
    await expect(imports.importCsv(minutes, { ...request, symbol: 'SPACED' })).rejects.toMatchObject({
      message: 'The file is not of the timeframe: the stamps are 1m apart, which is not 1d',
    });
    const told = await imports.importCsv(minutes, { ...request, symbol: 'SPACED', timeframe: undefined });
    expect(told.timeframe).toBe('1m');
  });

  it.each([
    ['no symbol', { symbol: undefined }],
    ['a symbol that is none', { symbol: 'a b' }],
    ['an unknown zone', { zone: 'Mars/Olympus' }],
    ['an unknown calendar', { calendar: 'MARS' }],
  ])('refuses %s as a parameter', async (_, wrong) => {
    await expect(
      imports.importCsv(csv('2020-01-02,1,1,1,1,1'), { ...request, ...wrong }),
    ).rejects.toMatchObject({
      code: 'PARAMETER_INVALID',
    });
  });

  it('leaves the same table for any order and doubling of lines, and nothing to do the second time', async () => {
    const day = fc.record({
      date: fc.integer({ min: 0, max: 20_000 }),
      low: fc.integer({ min: 1, max: 50 }),
      span: fc.integer({ min: 0, max: 50 }),
      volume: fc.nat(1_000_000),
    });
    const file = fc
      .uniqueArray(day, { selector: ({ date }) => date, minLength: 1, maxLength: 12 })
      .chain((days) => {
        const rows = days.map(({ date, low, span, volume }): Bar => {
          return { openTime: date * DAY, open: low, high: low + span, low, close: low + span, volume };
        });
        const indexes = fc.shuffledSubarray(
          rows.flatMap((_, index) => [index, index]),
          { minLength: rows.length * 2, maxLength: rows.length * 2 },
        );
        return fc.record({ rows: fc.constant(rows), order: indexes });
      });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(file, async ({ rows, order }) => {
        const symbol = `P${(run += 1)}`;
        const lines = order.map((index) => {
          const { openTime, open, high, low, close, volume } = rows[index];
          return [new Date(openTime).toISOString().slice(0, 10), open, high, low, close, volume].join(',');
        });
        const first = await imports.importCsv(csv(...lines), { ...request, symbol });
        expect(first).toMatchObject({ inserted: rows.length, changed: 0, rejectedCount: rows.length });
        const inOrder = [...rows].sort((one, other) => one.openTime - other.openTime);
        expect(await load(symbol)).toEqual(inOrder);
        const version = await bars.dataVersion(symbol, '1d');
        const second = await imports.importCsv(csv(...lines.reverse()), { ...request, symbol });
        expect(second).toMatchObject({ inserted: 0, changed: 0, unchanged: rows.length });
        expect(await bars.dataVersion(symbol, '1d')).toBe(version);
        expect(await load(symbol)).toEqual(inOrder);
      }),
      { numRuns: 25 },
    );
  });

  const files = existsSync(REFERENCE) ? readdirSync(REFERENCE).filter((name) => name.endsWith('.csv')) : [];
  const describeReference = files.length > 0 ? describe : describe.skip;

  describeReference('with the reference files (skipped where BARKEEP_REFERENCE leads nowhere)', () => {
    it.each(files.length > 0 ? files : ['none'])('stores every line of %s once', async (fileName) => {
      const text = readFileSync(join(REFERENCE, fileName));
      const rows = text.toString().trim().split('\n').length - 1;
      const named = { ...request, symbol: undefined, timeframe: undefined, fileName };
      // Told by the stamps alone, the timeframe must be the one in the name.
      const blind = { ...named, fileName: undefined, symbol: 'BLIND' + files.indexOf(fileName) };
      expect(await imports.importCsv(text, named)).toMatchObject({ inserted: rows, rejectedCount: 0 });
      expect(await imports.importCsv(text, named)).toMatchObject({
        inserted: 0,
        changed: 0,
        unchanged: rows,
      });
      const { timeframe } = await imports.importCsv(text, blind);
      expect(fileName).toContain(`_${timeframe}.`);
    });
  });
});
