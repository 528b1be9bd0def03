import { jest } from '@jest/globals';
import { Pacer } from './pacer.js';

describe('Pacer', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  test('sends at most once per interval, and always the newest', async () => {
    const sent: number[] = [];
    let state = 0;
    const pacer = new Pacer(50, async () => void sent.push(state));
    for (let step = 1; step <= 200; step += 1) {
      state = step;
      pacer.poke();
      await jest.advanceTimersByTimeAsync(5);
    }
    await pacer.close();
    expect(sent.length).toBeLessThanOrEqual(22);
    expect(sent.length).toBeGreaterThanOrEqual(18);
    expect(sent.at(-1)).toBe(200);
  });

  test('waits for a slow sender rather than sending beside it', async () => {
    let open = 0;
    let most = 0;
    const pacer = new Pacer(10, async () => {
      open += 1;
      most = Math.max(most, open);
      await new Promise((resolve) => setTimeout(resolve, 100));
      open -= 1;
    });
    for (let step = 0; step < 50; step += 1) {
      pacer.poke();
      await jest.advanceTimersByTimeAsync(10);
    }
    expect(most).toBe(1);
  });

  test('has nothing to send at its end when everything was sent', async () => {
    let calls = 0;
    const pacer = new Pacer(10, async () => void (calls += 1));
    pacer.poke();
    await jest.advanceTimersByTimeAsync(20);
    await pacer.close();
    expect(calls).toBe(1);
  });

  test('is silent after its end, also where its sender asks for another turn', async () => {
    let calls = 0;
    const pacer: Pacer = new Pacer(10, async () => {
      calls += 1;
      pacer.poke();
    });
    pacer.poke();
    await jest.advanceTimersByTimeAsync(35);
    await pacer.close();
    const before = calls;
    pacer.poke();
    await jest.advanceTimersByTimeAsync(100);
    expect(calls).toBe(before);
  });
});
