import { readCell } from './read-cell.js';

describe('a cell', () => {
  test.each([
    ['text', "'=SUM(A1)", '=SUM(A1)'],
    ['text', "'tis", "'tis"],
    ['texts', '["one","two words"]', ['one', 'two words']],
    ['texts', 'one; two', ['one', 'two']],
    ['boolean', 'TRUE', true],
    ['number', '-1.5', -1.5],
    ['json', '{"eps":1}', { eps: 1 }],
    ['text', '', null],
  ] as const)('of %s says by %j what the export meant', (kind, text, value) => {
    expect(readCell(kind, text)).toEqual({ value });
  });

  test.each([
    ['boolean', 'constructor'],
    ['number', '=1+1'],
    ['texts', '[1]'],
    ['texts', '["a"'],
    ['json', '[1]'],
  ] as const)('of %s is not %j', (kind, text) => {
    expect(readCell(kind, text)).toHaveProperty('expected');
  });
});
