import { toRowsAnswer } from './rows-answer.js';

const request = { subjects: ['A', 'B', 'C'], from: '2024-01-01', to: '2024-01-31' };
const dividend = (symbol: string, exDividendDate: string | null, amount: number | null = 1) => ({
  ...{ symbol, exDividendDate, amount, dividendType: 'cash' },
});
const answerOf = (...drafts: ReturnType<typeof dividend>[]) =>
  toRowsAnswer('yahoo', 'dividends', request, drafts);

describe('toRowsAnswer', () => {
  test('gives every column, null where a draft has nothing or no number', () => {
    const [row] = answerOf(dividend('A', '2024-01-05')).rows;
    expect(row).toMatchObject({ amount: 1, currency: null, publishedAt: null });
    const [odd] = toRowsAnswer('yahoo', 'company_info', request, [
      { symbol: 'A', name: 'A', marketCap: NaN },
    ]).rows;
    expect(odd.marketCap).toBeNull();
  });

  test('leaves out rows about other days than those asked for', () => {
    const { rows } = answerOf(
      ...['2023-12-31', '2024-01-01', '2024-01-31', '2024-02-01'].map((date) => dividend('A', date)),
    );
    expect(rows.map(({ exDividendDate }) => exDividendDate)).toEqual(['2024-01-01', '2024-01-31']);
  });

  test('keeps the later of two rows with one key', () => {
    const { rows } = answerOf(dividend('A', '2024-01-05', 1), dividend('A', '2024-01-05', 2));
    expect(rows.map(({ amount }) => amount)).toEqual([2]);
  });

  test('rejects a row that lacks what may not be null, and names all of it', () => {
    const { rows, rejected } = answerOf(dividend('A', null, null));
    expect(rows).toEqual([]);
    expect(rejected).toEqual([
      {
        subject: 'A',
        raw: expect.stringContaining('"symbol":"A"'),
        reason: 'exDividendDate is missing, amount is missing',
      },
    ]);
  });

  test('misses subjects of which nothing came, also nothing that was rejected', () => {
    const { missing } = answerOf(dividend('A', '2024-01-05'), dividend('B', null));
    expect(missing).toEqual([
      { subject: 'C', fault: 'empty', reason: 'yahoo has no dividends of that subject and time' },
    ]);
  });

  test('misses nobody where rows are about nobody in particular', () => {
    expect(toRowsAnswer('yahoo', 'news', request, []).missing).toEqual([]);
  });
});
