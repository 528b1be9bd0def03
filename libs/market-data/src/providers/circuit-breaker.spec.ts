import { CircuitBreaker } from './circuit-breaker.js';

describe('CircuitBreaker', () => {
  let now = 0;
  const fail = (breaker: CircuitBreaker, times: number) => {
    for (let count = 0; count < times; count += 1) breaker.failed('a');
  };

  test('opens after five failures in a row, for a minute', () => {
    const breaker = new CircuitBreaker(() => now);
    fail(breaker, 4);
    breaker.succeeded('a');
    fail(breaker, 4);
    expect(breaker.isOpen('a')).toBe(false);
    fail(breaker, 1);
    expect([breaker.isOpen('a'), breaker.isOpen('b')]).toEqual([true, false]);
    now += 60_000;
    expect(breaker.isOpen('a')).toBe(false);
  });

  test('opens again when the first try afterwards fails, and closes when it does not', () => {
    const breaker = new CircuitBreaker(() => now);
    breaker.open('a', 1_000);
    now += 1_000;
    fail(breaker, 1);
    expect(breaker.isOpen('a')).toBe(true);
    now += 60_000;
    breaker.succeeded('a');
    fail(breaker, 1);
    expect(breaker.isOpen('a')).toBe(false);
  });
});
