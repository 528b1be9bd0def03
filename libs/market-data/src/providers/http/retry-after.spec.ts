import { parseRetryAfter } from './retry-after.js';

describe('parseRetryAfter', () => {
  test.each([
    [null, undefined],
    ['23', 23_000],
    ['Fri, 20 Nov 2026 12:00:30 GMT', 30_000],
    ['Fri, 20 Nov 2026 11:00:00 GMT', 0],
    ['soon', undefined],
  ])('reads %j as %j milliseconds', (header, expected) => {
    expect(parseRetryAfter(header, Date.parse('2026-11-20T12:00:00Z'))).toBe(expected);
  });
});
