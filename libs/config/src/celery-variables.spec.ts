import { listCeleryVariables } from './celery-variables.js';
import { loadConfig } from './load-config.js';

describe('variables of the replaced systems', () => {
  it('are named with what takes their place, and never with their value', () => {
    const lines = listCeleryVariables({
      CELERY_BROKER_URL: 'redis://:hunter2@redis/0',
      CELERY_WORKER_PREFETCH_MULTIPLIER: '4',
      CELERY_WORKER_MAX_TASKS_PER_CHILD: '50',
      CELERY_TASK_TIME_LIMIT: '600',
      CLEANUP_INTERVAL_SECONDS: '60',
      CELERY_SOMETHING: 'else',
      PATH: '/bin',
    });
    expect(lines).toEqual([
      'CELERY_BROKER_URL is taken for QUEUE_REDIS_URL; set that one instead',
      'CELERY_SOMETHING is not used: nothing here has its meaning, see docs/migration.md',
      'CELERY_TASK_TIME_LIMIT is not used: use TASK_TIMEOUT_SECONDS',
      'CELERY_WORKER_MAX_TASKS_PER_CHILD is taken for ENGINE_THREAD_TASKS; set that one instead',
      'CELERY_WORKER_PREFETCH_MULTIPLIER is not used: a worker takes a job only when it runs it',
      'CLEANUP_INTERVAL_SECONDS is not used: every five minutes; change the schedule of the job cleanup',
    ]);
  });

  it('are read where our own setting is absent, and held to its shape', () => {
    expect(loadConfig({ CELERY_WORKER_MAX_TASKS_PER_CHILD: '50' }).ENGINE_THREAD_TASKS).toBe(50);
    expect(() => loadConfig({ CELERY_WORKER_MAX_TASKS_PER_CHILD: 'many' })).toThrow(/^ENGINE_THREAD_TASKS/);
  });

  it('give way to our own setting, from a file too', () => {
    const both = { CELERY_BROKER_URL: 'a', CELERY_RESULT_BACKEND: 'b' };
    expect(listCeleryVariables({ ...both, QUEUE_REDIS_URL: 'c', TASKS_REDIS_URL_FILE: '/d' })).toEqual([
      'CELERY_BROKER_URL is not used, since QUEUE_REDIS_URL is set',
      'CELERY_RESULT_BACKEND is not used, since TASKS_REDIS_URL is set',
    ]);
  });

  it('are not told where they are empty or absent', () => {
    expect(listCeleryVariables({ CELERY_BROKER_URL: '', REDIS_URL: 'redis://x' })).toEqual([]);
  });
});
