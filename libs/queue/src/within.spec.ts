import { jest } from '@jest/globals';
import { within } from './within.js';

describe('what has to come within a time', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('is passed on as it came, and no timer is left', async () => {
    const refusal = new Error('no');
    expect(await within(Promise.resolve(1), 50)).toBe(1);
    await expect(within(Promise.reject(refusal), 50)).rejects.toBe(refusal);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is not waited for any longer, and fails unheard after that', async () => {
    let fail: (error: Error) => void = () => undefined;
    const late = within(new Promise<number>((_resolve, reject) => (fail = reject)), 50);
    jest.advanceTimersByTime(50);
    expect(await late).toBeUndefined();
    fail(new Error('too late'));
    await Promise.resolve();
    expect(await late).toBeUndefined();
  });
});
