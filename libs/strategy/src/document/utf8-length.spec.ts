import fc from 'fast-check';
import { utf8Length } from './utf8-length.js';

describe('utf8Length', () => {
  it('counts the bytes that an encoder gives', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
      }),
      { numRuns: 1000, seed: 3 },
    );
  });
});
