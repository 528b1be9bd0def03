import { namedBy, readHead } from './read-head.js';

it('takes symbol and timeframe from the name of a file that tells them', () => {
  expect(namedBy('BRK.B_1d.csv')).toEqual({ symbol: 'BRK.B', timeframe: '1d' });
  expect(namedBy('prices.csv')).toBeUndefined();
});

it('reads the header and the first lines, and no half line', async () => {
  const lines = ['date;open', ...Array.from({ length: 3_000 }, (_, index) => `2020-01-01;${index}`)];
  const head = await readHead(new Blob([lines.join('\n')]));
  expect(head).toHaveLength(7);
  expect(head[0]).toEqual(['date', 'open']);
  expect(head[6]).toEqual(['2020-01-01', '5']);
});
