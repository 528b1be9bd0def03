import { assertHandlersMatch } from './assert-handlers-match.js';

const handler = async () => ({ outcome: 'ok', summary: {} });

describe('assertHandlersMatch', () => {
  test('accepts a handler for every job', () => {
    expect(() => assertHandlersMatch({ a: handler, b: handler }, ['a', 'b'])).not.toThrow();
  });

  test('names what is missing and what is too much', () => {
    expect(() => assertHandlersMatch({ a: handler, c: handler, b: undefined }, ['a', 'b'])).toThrow(
      'Handler map and job registry disagree: job b has no handler; handler c has no job',
    );
  });
});
