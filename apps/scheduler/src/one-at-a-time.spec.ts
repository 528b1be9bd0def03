import { OneAtATime } from './one-at-a-time.js';

describe('OneAtATime', () => {
  test('leaves out the turns that come while its step runs', async () => {
    let begun = 0;
    let end: () => void = () => undefined;
    const steps = new OneAtATime(
      () => ((begun += 1), new Promise<void>((resolve) => (end = resolve))),
      () => undefined,
    );
    steps.turn();
    steps.turn();
    expect(begun).toBe(1);
    end();
    await steps.idle();
    steps.turn();
    expect(begun).toBe(2);
  });

  test('goes on after a step that failed, and says why it did', async () => {
    const faults: unknown[] = [];
    const away = new Error('away');
    const steps = new OneAtATime(
      () => Promise.reject(away),
      (error) => faults.push(error),
    );
    for (let turn = 0; turn < 2; turn += 1) {
      steps.turn();
      await steps.idle();
    }
    expect(faults).toEqual([away, away]);
  });
});
