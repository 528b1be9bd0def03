import type { TaskProgress } from '#jobs';
import { toTaskStatus, type TaskView } from './task-views.js';

/** What was heard of a run last, in the middle of it. */
const HALF_WAY: TaskProgress = {
  percent: 40,
  message: 'Processing bar 400/1000',
  stage: 'simulating',
  barsDone: 400,
  barsTotal: 1_000,
  barsPerSecond: 100,
  etaSeconds: 6,
};

function statusOf(status: TaskView['status'], error: TaskView['error'] = null) {
  const instants = { createdAt: 0, startedAt: 1, finishedAt: status === 'running' ? null : 2 };
  return toTaskStatus({ status, error, progress: HALF_WAY, ...instants } as TaskView, 'redis');
}

describe('the status of a task', () => {
  it('says of one that runs how far it is and how long it takes', () => {
    expect(statusOf('running')).toMatchObject({
      progress: 40,
      eta_seconds: 6,
      message: 'Processing bar 400/1000',
    });
  });

  it('says of a completed one that it is done, though its last words were lost', () => {
    expect(statusOf('completed')).toMatchObject({
      ...{ progress: 100, stage: 'done', bars_done: 1_000, eta_seconds: 0, message: 'Completed' },
    });
  });

  it.each(['failed', 'cancelled', 'timeout'] as const)(
    'says of a %s one how far it came, and no time',
    (status) => {
      const error = { code: 'TASK_CANCELLED', message: 'it was ended' } as const;
      expect(statusOf(status, error)).toMatchObject({
        progress: 40,
        eta_seconds: null,
        message: 'it was ended',
      });
    },
  );
});
