import { toNewTask, type TaskJob } from './job-data.js';

/** As versions before 0.2.0 left it in Redis, where tasks carried no trace. */
const queued = {
  payload: { symbols: ['AAPL'] },
  slot: null,
  submitter: '127.0.0.1',
  createdAt: 1_790_000_000_000,
};

describe('what lies in a queue while old and new processes run side by side', () => {
  it('is taken from an older producer', () => {
    const job = { id: 't1', name: 'dividends', data: queued } as unknown as TaskJob;
    expect(toNewTask(job, 'daily')).toEqual({ ...queued, id: 't1', job: 'dividends', queue: 'daily' });
  });

  it('is refused where its name is not known, for housekeeping to add it again until a newer worker takes it', () => {
    const job = { id: 't1', name: 'job_of_tomorrow', data: queued } as unknown as TaskJob;
    expect(toNewTask(job, 'daily')).toBeUndefined();
  });
});
