import { jest } from '@jest/globals';
import { TurnBatch } from './turn-batch.js';

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

  it('fails as a whole where its call does', async () => {
    const batch = new TurnBatch(() => Promise.reject(new Error('away')));
    const asked = Promise.allSettled([batch.add(1), batch.add(2)]);
    jest.advanceTimersByTime(0);
    const answers = await asked;
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
