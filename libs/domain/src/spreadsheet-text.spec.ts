import fc from 'fast-check';
import { fromCellText, toCellText } from './spreadsheet-text.js';

const STARTS = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', "'", "''=", 'a', ''];

test('a text comes back from its cell, and no cell begins like a formula', () => {
  fc.assert(
    fc.property(fc.constantFrom(...STARTS), fc.string(), (start, rest) => {
      const cell = toCellText(start + rest);
      expect(fromCellText(cell)).toBe(start + rest);
      expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
    }),
  );
});

test.each(['AAPL', "it's", "'quoted'", '', 'a=1', '(1)'])('%j stays as it is', (text) => {
  expect([toCellText(text), fromCellText(text)]).toEqual([text, text]);
});
