import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { datasetDefinition, ROW_DATASETS, toColumnName, type RowDataset } from '#domain';
import type { RowsRequest } from '../market-data-provider.js';
import { fetchFrom, SHARES, subjectsOf, warm } from '../sim/testing/sim-rows.js';
import { createCsvProvider } from './csv-provider.js';

const folder = mkdtempSync(join(tmpdir(), 'barkeep-csv-rows-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(path: string, ...lines: string[]): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), `${lines.join('\n')}\n`);
}

const fetchRows = <Name extends RowDataset>(name: Name, change: Partial<RowsRequest> = {}) =>
  createCsvProvider(folder).rows![name]!.fetch({
    ...{ subjects: ['ACME', 'BOLT'], from: '2026-01-01', to: '2026-12-31' },
    ...{ now: Date.parse('2026-11-20T22:00:00Z'), signal: new AbortController().signal },
    ...change,
  });

describe('a folder of files of datasets', () => {
  test('has files of one symbol each, or one for all of them', async () => {
    write(
      'dividends.csv',
      'symbol,ex_dividend_date,amount,dividend_type',
      'ACME,2026-03-04,0.5,cash',
      'CORE,2026-03-04,9,cash',
    );
    write(
      'dividends/BOLT.csv',
      'ex_dividend_date,amount,dividend_type,currency',
      '2026-05-06,0.25,cash,USD',
      '2020-05-06,1,cash,USD',
    );
    const { rows, missing, rejected } = await fetchRows('dividends', {
      subjects: ['ACME', 'BOLT', 'NONE', '../ACME'],
    });
    expect(rows).toMatchObject([
      { symbol: 'ACME', exDividendDate: '2026-03-04', amount: 0.5, currency: null },
      { symbol: 'BOLT', exDividendDate: '2026-05-06', amount: 0.25, currency: 'USD' },
    ]);
    expect(missing.map(({ subject }) => subject)).toEqual(['NONE', '../ACME']);
    expect(rejected).toEqual([]);
  });

  test('says every fault of a line, and takes the lines around it', async () => {
    write(
      'earnings.csv',
      'symbol,period_ending,eps_actual,fiscal_year,report_date',
      ...[
        'ACME,2026-03-31,1.5,2026,2026-04-20',
        'ACME,31.3.2026,much,20.5,',
        'ACME,,1,2026,',
        'ACME,2026-06-30,1',
      ],
      ...['"BOLT",2026-06-30,"1.25",2026,2026-07-21', 'ELSE,never,1,2026,'],
    );
    const { rows, rejected } = await fetchRows('earnings');
    expect(rows.map(({ symbol, epsActual }) => [symbol, epsActual])).toEqual([
      ['ACME', 1.5],
      ['BOLT', 1.25],
    ]);
    expect(rejected.map(({ subject, reason }) => `${subject}, ${reason}`)).toEqual([
      'ACME, line 3: period_ending is not a date (YYYY-MM-DD), eps_actual is not a number, fiscal_year is not a whole number',
      'ACME, line 4: period_ending is empty',
      'ACME, line 5: it has 3 columns, the header 5',
    ]);
    expect(rejected[0].raw).toBe('ACME,31.3.2026,much,20.5,');
  });

  test('reads cells of several lines, lists, instants of any zone, and nothing that was not published yet', async () => {
    write(
      'news.csv',
      'external_id,published_at,title,url,symbols,body',
      '1,2026-11-20T10:00:00-05:00,"One, and more",u,ACME BOLT,"first line',
      'second ""line"""',
      '2,2026-11-21T00:00:00Z,Later,u,ACME,',
    );
    const { rows } = await fetchRows('news');
    expect(rows).toMatchObject([
      {
        ...{ externalId: '1', publishedAt: Date.parse('2026-11-20T15:00:00Z'), title: 'One, and more' },
        ...{ symbols: ['ACME', 'BOLT'], body: 'first line\nsecond "line"' },
      },
    ]);
  });

  test('refuses a header that is not the dataset’s, naming every fault', async () => {
    write('company_info.csv', 'symbol,nmae,sector', 'ACME,Acme,Energy');
    await expect(fetchRows('company_info')).rejects.toMatchObject({
      fault: 'misunderstood',
      message: 'company_info has no column nmae; the column name is missing',
    });
  });

  test('refuses a file whose quotes are never closed', async () => {
    write(
      'fundamentals.csv',
      'symbol,statement,period_type,period_ending',
      'ACME,"income,quarter,2026-03-31',
    );
    await expect(fetchRows('fundamentals')).rejects.toMatchObject({ fault: 'misunderstood' });
  });

  test('has nothing where there is no file, and ends with the job', async () => {
    expect(await fetchRows('options_chain')).toMatchObject({
      rows: [],
      missing: [{ fault: 'empty' }, { fault: 'empty' }],
    });
    const reason = new Error('cancelled');
    await expect(fetchRows('dividends', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

test.each(ROW_DATASETS)('what is written of %s comes back as it was', async (name) => {
  const definition = datasetDefinition(name);
  const subject = { instrument: ['symbol'], series: ['series'], world: [] }[definition.subject];
  const columns = [...subject, ...Object.keys(definition.columns)];
  const { rows } = await fetchFrom(warm, name, {
    from: '2026-06-01',
    to: '2026-12-31',
    subjects: subjectsOf(name).slice(0, SHARES.length),
  });
  const toCell = (column: string, value: string | number | object | null) => {
    const kind = definition.columns[column] ?? 'text!';
    if (value === null) return '';
    if (kind.startsWith('instant')) return new Date(Number(value)).toISOString();
    if (Array.isArray(value)) return value.join(' ');
    return `"${(typeof value === 'object' ? JSON.stringify(value) : String(value)).replaceAll('"', '""')}"`;
  };
  const lines = rows.map((row) =>
    columns.map((column) => toCell(column, (row as unknown as Record<string, string>)[column])).join(','),
  );
  write(`${name}.csv`, columns.map(toColumnName).join(','), ...lines);
  rmSync(join(folder, name), { recursive: true, force: true });
  const answer = await fetchRows(name, { subjects: subjectsOf(name), from: '2020-01-01', to: '2027-12-31' });
  expect(answer.rejected).toEqual([]);
  expect(answer.rows).toEqual(rows);
});
