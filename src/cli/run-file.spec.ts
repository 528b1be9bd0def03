import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRunFile, withOptions } from './run-file.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'barkeep-run-file-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function fileWith(content: string): string {
  const file = join(folder, 'run.json');
  writeFileSync(file, content);
  return file;
}

it('takes a file with a bare strategy as the strategy of a daily run', () => {
  const body = withOptions(readRunFile(fileWith('{"version":1,"name":"x"}')), {});
  expect(body).toEqual({ strategy: { version: 1, name: 'x' }, timeframe: '1d' });
});

it('puts options over what the file says and keeps the rest', () => {
  const file = fileWith('{"strategy":{},"timeframe":"1h","params":{"a":1,"b":2},"costs":{"spread":0.1}}');
  const body = withOptions(readRunFile(file), {
    timeframe: '1w',
    param: ['b=3'],
    commission: '0.002',
    start: '2015-01-01',
  });
  expect(body).toEqual({
    strategy: {},
    timeframe: '1w',
    start_date: '2015-01-01',
    params: { a: 1, b: 3 },
    costs: { spread: 0.1, commission: { rate: 0.002 } },
  });
});

it.each([
  ['{"a":', /JSON/],
  ['[1]', /expected a JSON object/],
])('refuses the file %s', (content, reason) => {
  expect(() => readRunFile(fileWith(content))).toThrow(reason);
});

it('refuses a parameter that is not a number', () => {
  expect(() => withOptions({ strategy: {} }, { param: ['fast=ten'] })).toThrow(
    '--param fast: "ten" is not a number',
  );
  expect(() => withOptions({ strategy: {} }, { param: ['fast'] })).toThrow('expected name=number');
});
