import fc from 'fast-check';
import { SharedAnswers } from './shared-answers.js';

/** A store that changes while questions wait: each question reads it when it is begun and answers later. */
class SlowStore {
  version = 0;
  running = 0;
  mostRunning = 0;
  reads = 0;
  private readonly waiting: (() => void)[] = [];

  async read(): Promise<number> {
    this.reads += 1;
    const seen = this.version;
    this.running += 1;
    this.mostRunning = Math.max(this.mostRunning, this.running);
    await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.running -= 1;
    return seen;
  }

  /** Its answers are kept while it does not change. */
  share(): SharedAnswers<number> {
    return new SharedAnswers(async () => String(this.version));
  }

  async answerOne(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.waiting.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('SharedAnswers', () => {
  it('lets all who ask while one is read share the next reading', async () => {
    const store = new SlowStore();
    const shared = store.share();
    const first = shared.ask('q', () => store.read());
    await Promise.resolve();
    store.version = 1;
    const others = Array.from({ length: 9 }, () => shared.ask('q', () => store.read()));
    await store.answerOne();
    await store.answerOne();
    expect([await first, ...(await Promise.all(others))]).toEqual([0, ...Array<number>(9).fill(1)]);
    expect(store.reads).toBe(2);
  });

  it('never gives an answer older than its question, and makes one of a question at a time', async () => {
    const steps = fc.array(fc.constantFrom('ask', 'write', 'answer'), { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const store = new SlowStore();
        const shared = store.share();
        const asked: { at: number; answer: Promise<number> }[] = [];
        for (const step of taken) {
          if (step === 'ask') asked.push({ at: store.version, answer: shared.ask('q', () => store.read()) });
          else if (step === 'write') store.version += 1;
          else await store.answerOne();
        }
        await store.answerOne();
        await store.answerOne();
        for (const { at, answer } of asked) expect(await answer).toBeGreaterThanOrEqual(at);
        expect(store.mostRunning).toBeLessThanOrEqual(1);
      }),
      { numRuns: 100 },
    );
  });

  it('reads again when something has changed, and not before', async () => {
    const store = new SlowStore();
    const shared = store.share();
    const ask = async () => {
      const answer = shared.ask('q', () => store.read());
      await store.answerOne();
      return answer;
    };
    expect([await ask(), await ask(), store.reads]).toEqual([0, 0, 1]);
    store.version = 1;
    expect([await ask(), await ask(), store.reads]).toEqual([1, 1, 2]);
  });

  it('does not keep what was read after a change that its version does not tell of', async () => {
    const store = new SlowStore();
    const shared = store.share();
    const first = shared.ask('q', () => store.read());
    await store.answerOne();
    expect(await first).toBe(0);
    store.version = 1;
    const second = shared.ask('q', () => ((store.version = 2), store.read()));
    await store.answerOne();
    expect(await second).toBe(2);
    const third = shared.ask('q', () => store.read());
    await store.answerOne();
    expect([await third, store.reads]).toEqual([2, 3]);
  });

  it('keeps questions that differ apart', async () => {
    const shared = new SharedAnswers<string>(async () => 'v');
    const answers = ['mine', 'yours'].map((owner) => shared.ask(owner, () => Promise.resolve(owner)));
    expect(await Promise.all(answers)).toEqual(['mine', 'yours']);
  });

  it('asks again after a fault, which only those hear who shared it', async () => {
    const shared = new SharedAnswers<string>(async () => 'v');
    const away = shared.ask('q', () => Promise.reject(new Error('away')));
    const next = shared.ask('q', () => Promise.resolve('back'));
    await expect(away).rejects.toThrow('away');
    expect(await next).toBe('back');
  });
});
