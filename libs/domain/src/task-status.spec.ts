import { FINAL_STATUSES, isFinal, JOB_OUTCOMES, statusOfOutcome, TASK_STATUSES } from './task-status.js';

describe('the life of a task', () => {
  it('ends in four of its six statuses', () => {
    expect(TASK_STATUSES.filter(isFinal)).toEqual(FINAL_STATUSES);
    expect(TASK_STATUSES.filter((status) => !isFinal(status))).toEqual(['pending', 'running']);
  });

  it('ends failed when the job failed or brought nothing', () => {
    expect(JOB_OUTCOMES.map((outcome) => [outcome, statusOfOutcome(outcome)])).toEqual([
      ['ok', 'completed'],
      ['partial', 'completed'],
      ['empty', 'failed'],
      ['failed', 'failed'],
      ['skipped', 'completed'],
    ]);
  });
});
