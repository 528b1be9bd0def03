import { findSlots, withValue } from './document-slots.js';

const document = {
  name: 'x',
  let: { 'a/b': 'close[1]' },
  rules: {
    long: {
      enter: 'close > 1',
      stops: [
        { kind: 'time', bars: 3 },
        { kind: 'stop', at: 'low' },
      ],
    },
  },
};

it('finds the expressions of a document with their pointers', () => {
  expect(findSlots(document).map(({ path, label, value }) => [path, label, value])).toEqual([
    ['/let/a~1b', 'Let a/b =', 'close[1]'],
    ['/rules/long/enter', 'Enter long', 'close > 1'],
    ['/rules/long/stops/1/at', 'Stop of long: price', 'low'],
  ]);
});

it('changes one value and leaves the document that it was given as it was', () => {
  for (const { path } of findSlots(document)) {
    const changed = withValue(document, path, 'high');
    expect(findSlots(changed).find((slot) => slot.path === path)?.value).toBe('high');
  }
  expect(document.let['a/b']).toBe('close[1]');
  expect(Array.isArray(withValue(document, '/rules/long/stops/1/at', 'high').rules)).toBe(false);
});

it('takes a member away', () => {
  expect(withValue(document, '/rules/long/enter', undefined)).toMatchObject({ rules: { long: {} } });
  expect(findSlots(withValue(document, '/rules/long/enter', undefined))).toHaveLength(2);
});
