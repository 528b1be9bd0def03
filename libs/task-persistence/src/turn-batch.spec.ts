import { jest } from '@jest/globals';
import { TurnBatch } from './turn-batch.js';

const WITHIN_MS = 5;

describe('a batch', () => {
  let sent: (readonly number[])[];
  const send = (items: readonly number[]): Promise<number[]> => {
    sent.push(items);
    return Promise.resolve(items.map((item) => item * 10));
  };

  beforeEach(() => {
    sent = [];
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('holds what was asked for in one turn, and answers each', async () => {
    const batch = new TurnBatch(send);
    const answers = Promise.all([batch.add(1), batch.add(2)]);
    jest.advanceTimersByTime(0);
    const later = batch.add(3);
    jest.advanceTimersByTime(0);
    expect([await answers, await later]).toEqual([[10, 20], 30]);
    expect(sent).toEqual([[1, 2], [3]]);
  });

  it('that may wait goes when enough have come, and what is left goes in time', async () => {
    const batch = new TurnBatch(send, { items: 2, withinMs: WITHIN_MS });
    const answers = Promise.all([1, 2, 3].map((item) => batch.add(item)));
    expect(sent).toEqual([[1, 2]]);
    jest.advanceTimersByTime(WITHIN_MS);
    expect(sent).toEqual([[1, 2], [3]]);
    expect(await answers).toEqual([10, 20, 30]);
  });

  it('fails as a whole where its call does', async () => {
    const batch = new TurnBatch(() => Promise.reject(new Error('away')), { items: 2, withinMs: WITHIN_MS });
    const answers = await Promise.allSettled([batch.add(1), batch.add(2)]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
