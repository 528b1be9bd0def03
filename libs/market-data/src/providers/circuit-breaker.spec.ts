import { CircuitBreaker } from './circuit-breaker.js';
import { ProviderError } from './provider-error.js';

describe('CircuitBreaker', () => {
  let now = 0;
  const why = new ProviderError('yahoo', 'outage', 'yahoo is out of order');
  const fail = (breaker: CircuitBreaker, times: number) => {
    for (let count = 0; count < times; count += 1) breaker.failed('a', why);
  };

  test('opens after five failures in a row, for a minute', () => {
    const breaker = new CircuitBreaker(() => now);
    fail(breaker, 4);
    breaker.succeeded('a');
    fail(breaker, 4);
    expect(breaker.whyOpen('a')).toBeUndefined();
    fail(breaker, 1);
    expect([breaker.whyOpen('a'), breaker.whyOpen('b')]).toEqual([why, undefined]);
    now += 60_000;
    expect(breaker.whyOpen('a')).toBeUndefined();
  });

  test('opens again when the first try afterwards fails, and closes when it does not', () => {
    const breaker = new CircuitBreaker(() => now);
    breaker.open('a', 1_000, why);
    now += 1_000;
    fail(breaker, 1);
    expect(breaker.whyOpen('a')).toBe(why);
    now += 60_000;
    breaker.succeeded('a');
    fail(breaker, 1);
    expect(breaker.whyOpen('a')).toBeUndefined();
  });
});
