import { applyMessage, NEW_TASK, type TaskMessage, type TaskState } from './task-state.js';

const head = (seq: number, attempt = 1) => ({ task_id: 't', seq, at: '2026-01-01T00:00:00.000Z', attempt });
const progress = (seq: number, done: number): TaskMessage => ({
  event: 'progress',
  data: { ...head(seq), status: 'running', progress: done },
});
const partial = (seq: number, value: number): TaskMessage => ({
  event: 'partial',
  data: { ...head(seq), equity: { time: ['2014-01-02T00:00:00.000Z'], equity: [value] }, trades: [] },
});
const after = (...messages: TaskMessage[]): TaskState => messages.reduce(applyMessage, NEW_TASK);

it('grows the curve by what each partial message adds', () => {
  const { equity, seq } = after(progress(1, 0), partial(2, 100), partial(3, 101));
  expect(equity.value).toEqual([100, 101]);
  expect(seq).toBe(3);
});

it('counts nothing twice that is sent again after a reconnection', () => {
  const { equity } = after(
    partial(1, 100),
    partial(2, 101),
    partial(1, 100),
    partial(2, 101),
    partial(3, 102),
  );
  expect(equity.value).toEqual([100, 101, 102]);
});

it('begins anew with a new attempt, and says why', () => {
  const retrying: TaskMessage = {
    event: 'retrying',
    data: { ...head(3, 2), status: 'pending', delay_ms: 10, reason: 'worker lost' },
  };
  const state = after(progress(1, 40), partial(2, 100), retrying);
  expect(state).toMatchObject({ equity: { value: [] }, retrying: 'worker lost' });
});

it('forgets the curve when the server no longer has the messages in between', () => {
  const snapshot = { event: 'snapshot', data: { ...head(9), status: 'running', reset: true } } as TaskMessage;
  expect(after(partial(1, 100), snapshot)).toMatchObject({ equity: { value: [] }, seq: 9 });
});

it('keeps the first ending', () => {
  const ending = { ...head(2), outcome: 'ok', finished_at: null };
  const state = after(
    { event: 'completed', data: { ...ending, status: 'completed' } },
    { event: 'failed', data: { ...ending, status: 'failed' } },
  );
  expect(state.status.status).toBe('completed');
});
