import { setTimeout as delay } from 'node:timers/promises';
import { RunControl } from '#backtest-engine';
import { CheckpointKeeper, type RunCheckpoints } from './checkpoint-keeper.js';

const EVERY_MS = 20;
const keepers: CheckpointKeeper[] = [];
afterEach(async () => {
  await Promise.all(keepers.splice(0).map((keeper) => keeper.close()));
});

/** A keeper, its store, and a thread that hands over a number whenever a checkpoint is wished for. */
function createStand(changes: Partial<RunCheckpoints> = {}) {
  const control = new RunControl();
  const kept: number[] = [];
  const keeper = new CheckpointKeeper(control, {
    ...{ found: [], everyMs: EVERY_MS, isWantedAtEnd: () => false },
    save: async (number) => {
      kept.push(number);
      return true;
    },
    ...changes,
  });
  keepers.push(keeper);
  let number = 0;
  const look = (): void => {
    if (control.takeCheckpointWish()) keeper.port.postMessage({ number: number++, bytes: Uint8Array.of(1) });
  };
  const thread = setInterval(look, 1);
  const end = async (): Promise<void> => {
    clearInterval(thread);
    await keeper.close();
  };
  return { keeper, kept, look, end, wished: () => number };
}

describe('CheckpointKeeper', () => {
  test('keeps one after the other', async () => {
    const { kept, end } = createStand();
    while (kept.length < 3) await delay(5);
    await end();
    expect(kept.slice(0, 3)).toEqual([0, 1, 2]);
  });

  test('asks for none while the last one is being kept', async () => {
    let release = (): void => undefined;
    const save = () => new Promise<boolean>((resolve) => (release = () => resolve(true)));
    const { end, wished } = createStand({ save });
    await delay(5 * EVERY_MS);
    expect(wished()).toBe(1);
    release();
    while (wished() < 2) await delay(5);
    release();
    await end();
  });

  test('tries one again whose store was away, since the next ones need it', async () => {
    const asked: number[] = [];
    const save = async (number: number): Promise<boolean> => {
      asked.push(number);
      if (asked.length < 3) throw new Error('away');
      return true;
    };
    const { end } = createStand({ save });
    while (asked.length < 4) await delay(5);
    await end();
    expect(asked.slice(0, 4)).toEqual([0, 0, 0, 1]);
  });

  test('asks for no more once a newer run has the task', async () => {
    const { end, wished } = createStand({ save: async () => false });
    while (wished() === 0) await delay(5);
    await delay(5 * EVERY_MS);
    expect(wished()).toBe(1);
    await end();
  });

  test('waits for the last one of a run that goes on elsewhere, and for none of one that has ended', async () => {
    const slow = (kept: number[]) => async (number: number) => {
      await delay(50);
      kept.push(number);
      return true;
    };
    for (const isWanted of [true, false]) {
      const kept: number[] = [];
      const stand = createStand({ everyMs: 60_000, isWantedAtEnd: () => isWanted, save: slow(kept) });
      stand.keeper.wish();
      stand.look();
      await stand.end();
      expect(kept).toEqual(isWanted ? [0] : []);
    }
  });
});
