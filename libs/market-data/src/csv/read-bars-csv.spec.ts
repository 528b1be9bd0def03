import { barAt, createBarSeries, type Bar } from '#domain';
import { readBarsCsv, type BarsCsvOptions } from './read-bars-csv.js';

async function read(text: string, options: Partial<BarsCsvOptions> = {}): Promise<Bar[]> {
  const { bars } = await readBarsCsv(text, { naiveZone: 'UTC', ...options });
  const series = {
    ...createBarSeries({ symbol: 'X', timeframe: '1d', calendar: 'always', timeZone: 'UTC' }, 0),
    ...bars,
  };
  return Array.from({ length: bars.length }, (_, row) => barAt(series, row));
}

const bar = { open: 10, high: 12, low: 9, close: 11, volume: 100 };
const daily = { timeframe: '1d' } as const;

describe('readBarsCsv', () => {
  it.each([
    [
      'with a byte order mark and CRLF',
      '\uFEFFDate,Open,High,Low,Close,Volume\r\n2020-01-02,10,12,9,11,100\r\n',
    ],
    ['with semicolons', 'date;open;high;low;close;volume\n2020-01-02;10;12;9;11;100'],
    ['with tabs', 'date\topen\thigh\tlow\tclose\tvolume\n2020-01-02\t10\t12\t9\t11\t100'],
    [
      'with quotes and blanks',
      '"Date" , "Open","High","Low","Close","Volume"\n"2020-01-02", 10 ,12,9,11,"100"',
    ],
    [
      'with other columns in another order',
      'symbol,volume,close,low,high,open,timestamp\nX,100,11,9,12,10,2020-01-02',
    ],
    [
      'with an adjusted close before the close',
      'date,open,high,low,adj close,close,volume\n2020-01-02,10,12,9,5,11,100',
    ],
    ['with exchange style names', '<DATE>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>\n2020-01-02,10,12,9,11,100'],
    ['with no line end', 'date,open,high,low,close,volume\n2020-01-02,1e1,12.0,9.,+11,1e2'],
  ])('reads a file %s', async (_, text) => {
    expect(await read(text, daily)).toEqual([{ openTime: Date.UTC(2020, 0, 2), ...bar }]);
  });

  it('takes a missing volume column as zero', async () => {
    expect(await read('date,open,high,low,close\n2020-01-02,10,12,9,11', daily)).toMatchObject([
      { volume: 0 },
    ]);
  });

  it('reads columns by the names it is told', async () => {
    const text = 'day,first,max,min,last,close,amount\n2020-01-02,10,12,9,11,999,100';
    const mapping = { time: 'Day', open: 'first', high: 'max', low: 'min', close: 'last', volume: 'amount' };
    expect(await read(text, { ...daily, mapping })).toEqual([{ openTime: Date.UTC(2020, 0, 2), ...bar }]);
  });

  it('names every column that is missing', async () => {
    await expect(read('when,open,high,low,price\n', daily)).rejects.toMatchObject({
      code: 'IMPORT_REFUSED',
      faults: [
        { message: expect.stringContaining('for the time') },
        { message: expect.stringContaining('for the close') },
      ],
    });
  });

  it('joins a date with the time of day in a second column', async () => {
    const text = 'date,time,open,high,low,close,volume\n2020-01-02,09:30:00,10,12,9,11,100';
    expect(await read(text, { timeframe: '1m' })).toMatchObject([{ openTime: Date.UTC(2020, 0, 2, 9, 30) }]);
  });

  it('sorts, and keeps the first of several lines with one stamp', async () => {
    const text = 'date,open,high,low,close\n2020-01-03,3,3,3,3\n2020-01-02,2,2,2,2\n2020-01-03,4,4,4,4';
    const result = await readBarsCsv(text, { ...daily, naiveZone: 'UTC' });
    expect([...result.bars.close]).toEqual([2, 3]);
    expect(result.rejected).toMatchObject([{ line: 4, reason: 'the stamp was already on line 2' }]);
  });

  describe('gives a daily bar the date', () => {
    const dateOf = async (stamp: string, options: Partial<BarsCsvOptions> = {}) => {
      const [first] = await read(`date,open,high,low,close\n${stamp},1,1,1,1`, { ...daily, ...options });
      return new Date(first.openTime).toISOString();
    };

    it.each([
      ['2020-01-02'],
      ['2020-01-02 16:00'],
      ['2020-01-02T00:00:00Z'],
      ['2020-01-02T00:00:00-05:00'],
      ['2020-01-02T23:30:00+09:00'],
      ['1577975400'],
      ['1577975400000'],
    ])('of %s', async (stamp) => {
      expect(await dateOf(stamp)).toBe('2020-01-02T00:00:00.000Z');
    });

    it('of an instant in the zone that was given', async () => {
      expect(await dateOf('2020-01-03T02:00:00Z', { dateZone: 'America/New_York' })).toBe(
        '2020-01-02T00:00:00.000Z',
      );
    });
  });
});
