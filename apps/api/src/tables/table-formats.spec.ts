import { tableFromIPC } from 'apache-arrow';
import fc from 'fast-check';
import { parquetReadObjects } from 'hyparquet';
import { toJsonRows } from './json-rows.js';
import { FILE_FORMATS, tableFormatOf, type FileFormatName } from './table-format.js';
import { toBatch, type TableColumn } from './table.js';

const COLUMNS: readonly TableColumn[] = [
  { name: 'symbol', kind: 'text', nullable: false },
  { name: 'at', kind: 'instant', nullable: true },
  { name: 'day', kind: 'date', nullable: true },
  { name: 'price', kind: 'number', nullable: true },
  { name: 'count', kind: 'integer', nullable: true },
  { name: 'confirmed', kind: 'boolean', nullable: true },
  { name: 'words', kind: 'texts', nullable: true },
  { name: 'extra', kind: 'json', nullable: true },
];

const AT = Date.UTC(2024, 5, 3, 13, 30);
const FULL = {
  symbol: 'A',
  at: AT,
  day: '1969-12-30',
  price: -1.25,
  count: 3_000_000_000,
  confirmed: true,
  words: ['one', 'tw"o'],
  extra: { eps: 1 },
};
const EMPTY = {
  symbol: 'B',
  at: null,
  day: null,
  price: NaN,
  count: undefined,
  confirmed: null,
  words: null,
  extra: null,
};

async function encode(format: FileFormatName, rows: readonly object[], columns = COLUMNS): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const batches = rows.length === 0 ? [] : [toBatch(rows, columns)];
  for await (const piece of FILE_FORMATS[format].encode(columns, batches)) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

const parquetRows = async (bytes: Buffer): Promise<Record<string, unknown>[]> =>
  parquetReadObjects({ file: new Uint8Array(bytes).buffer });

describe('a table', () => {
  it('is JSON with ISO 8601 instants and null for what is missing', () => {
    expect(toJsonRows(COLUMNS, toBatch([FULL, EMPTY], COLUMNS))).toEqual([
      { ...FULL, at: '2024-06-03T13:30:00.000Z' },
      {
        symbol: 'B',
        at: null,
        day: null,
        price: null,
        count: null,
        confirmed: null,
        words: null,
        extra: null,
      },
    ]);
  });

  it('is CSV with lists and objects as JSON', async () => {
    expect((await encode('csv', [FULL, EMPTY])).toString()).toBe(
      [
        'symbol,at,day,price,count,confirmed,words,extra',
        'A,2024-06-03T13:30:00.000Z,1969-12-30,-1.25,3000000000,true,"[""one"",""tw\\""o""]","{""eps"":1}"',
        'B,,,,,,,',
        '',
      ].join('\r\n'),
    );
  });

  it('is Arrow with a type for each kind of column', async () => {
    const table = tableFromIPC(await encode('arrow', [FULL, EMPTY]));
    expect(table.schema.fields.map(({ type }) => String(type))).toEqual([
      'Utf8',
      'Timestamp<MILLISECOND, UTC>',
      'Date32<DAY>',
      'Float64',
      'Int64',
      'Bool',
      'List<Utf8>',
      'Utf8',
    ]);
    const [full, empty] = table.toArray().map((row) => row.toJSON());
    expect(full).toMatchObject({
      ...{ symbol: 'A', at: AT, day: Date.parse('1969-12-30'), price: -1.25, count: 3_000_000_000n },
      ...{ confirmed: true, extra: '{"eps":1}' },
    });
    expect([...full.words]).toEqual(['one', 'tw"o']);
    expect(Object.values(empty)).toEqual(['B', null, null, null, null, null, null, null]);
  });

  it('is Parquet with a type for each kind of column', async () => {
    expect(await parquetRows(await encode('parquet', [FULL, EMPTY]))).toEqual([
      { ...FULL, at: new Date(AT), day: new Date('1969-12-30'), count: 3_000_000_000n },
      {
        symbol: 'B',
        at: null,
        day: null,
        price: null,
        count: null,
        confirmed: null,
        words: undefined,
        extra: null,
      },
    ]);
  });

  it.each(['csv', 'arrow', 'parquet'] as const)('without a row is a whole file of %s', async (format) => {
    const bytes = await encode(format, []);
    if (format === 'csv')
      expect(bytes.toString()).toBe('symbol,at,day,price,count,confirmed,words,extra\r\n');
    if (format === 'arrow') expect(tableFromIPC(bytes).numCols).toBe(COLUMNS.length);
    if (format === 'parquet') expect(await parquetRows(bytes)).toEqual([]);
  });

  it('says the same in each format', async () => {
    const row = fc.record({
      symbol: fc.string(),
      at: fc.option(fc.integer({ min: -1e12, max: 4e12 })),
      price: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
      count: fc.option(fc.maxSafeInteger()),
    });
    const columns = COLUMNS.filter(({ name }) => ['symbol', 'at', 'price', 'count'].includes(name));
    const whole = (value: number | null) => (value === null ? null : BigInt(value));
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), async (rows) => {
        const arrow = tableFromIPC(await encode('arrow', rows, columns));
        const expected = rows.map((one) => ({ ...one, count: whole(one.count) }));
        expect(arrow.toArray().map((one) => one.toJSON())).toEqual(expected);
        expect(await parquetRows(await encode('parquet', rows, columns))).toEqual(
          expected.map((one) => ({ ...one, at: one.at === null ? null : new Date(one.at) })),
        );
      }),
      { numRuns: 50 },
    );
  });
});

describe('a text in CSV', () => {
  it.each(['=1+1', '+1', '-1', '@sum', '\tx', '\rx'])(
    'that a spreadsheet would compute (%j) has a quote in front',
    async (text) => {
      const [, line] = (await encode('csv', [{ symbol: text }], COLUMNS.slice(0, 1)))
        .toString()
        .split('\r\n');
      expect(line.replace(/^"/, '').startsWith("'")).toBe(true);
    },
  );

  it('is left as it is otherwise', async () => {
    const csv = await encode('csv', [{ symbol: 'a=1' }, { symbol: '' }], COLUMNS.slice(0, 1));
    expect(csv.toString()).toBe('symbol\r\na=1\r\n\r\n');
  });
});

describe('the format of a table', () => {
  it.each([
    [undefined, undefined, 'json'],
    [undefined, '*/*', 'json'],
    [undefined, 'text/csv;q=0.9, application/json', 'csv'],
    [undefined, 'application/vnd.apache.arrow.stream', 'arrow'],
    ['parquet', 'application/json', 'parquet'],
  ])('for format %s and Accept %s is %s', (format, accept, expected) => {
    expect(tableFormatOf(format, accept)).toBe(expected);
  });

  it('is refused where there is none', () => {
    expect(() => tableFormatOf('xlsx', undefined)).toThrow(
      expect.objectContaining({ code: 'PARAMETER_INVALID' }),
    );
    for (const accept of ['image/png', '__proto__', 'constructor']) {
      expect(() => tableFormatOf(undefined, accept)).toThrow(
        expect.objectContaining({ code: 'MEDIA_NOT_ACCEPTABLE' }),
      );
    }
  });
});
