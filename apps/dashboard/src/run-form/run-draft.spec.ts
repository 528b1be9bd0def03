import {
  NEW_DRAFT,
  parseDocument,
  symbolsOf,
  toDraft,
  toJson,
  toRunBody,
  type RunDraft,
} from './run-draft.js';

const strategy = { version: 1, name: 'x', symbols: ['AAPL'], rules: { long: { enter: 'close > 1' } } };
const draft: RunDraft = {
  ...NEW_DRAFT,
  strategy: toJson(strategy),
  symbols: ['AAPL'],
  start: '2014-01-01',
  end: '2017-12-31',
  commissionPct: 0.29,
  spreadPct: 0.07,
  slippageKind: 'bps',
  slippageValue: 3,
  benchmark: '^GSPC',
  tags: ['first'],
};

it('states the same run again that was made from it', () => {
  expect(toDraft(strategy, { ...toRunBody(draft, strategy) })).toEqual(draft);
});

it('writes percentages as fractions without the noise of binary numbers', () => {
  expect(toRunBody(draft, strategy).costs).toMatchObject({ commission: { rate: 0.0029 }, spread: 0.0007 });
});

it('leaves the symbols of the strategy to the strategy', () => {
  expect(toRunBody(draft, strategy)).not.toHaveProperty('symbols');
  expect(toRunBody({ ...draft, symbols: ['MSFT'] }, strategy)).toMatchObject({ symbols: ['MSFT'] });
});

it('knows symbols that have names', () => {
  expect(symbolsOf({ symbols: { a: 'KO', b: 'PEP' } })).toEqual(['KO', 'PEP']);
});

it.each(['{', '[]', '1', 'null', ''])('has no document in %j', (text) => {
  expect(parseDocument(text)).toBeUndefined();
});
