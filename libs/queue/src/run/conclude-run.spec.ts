import { BarkeepError } from '#domain';
import { RETRY_POLICIES, type HandlerResult } from '#jobs';
import { concludeRun, type RunFacts } from './conclude-run.js';
import { WorkerStopping } from './worker-stopping.js';

const facts: RunFacts = { attempt: 1, policy: RETRY_POLICIES.transient, chance: 0, now: 99 };
const calm = new AbortController().signal;
const fails = (error: unknown) => ({ ok: false, error }) as const;
const gives = (result: HandlerResult) => ({ ok: true, result }) as const;

describe('concludeRun', () => {
  test('ends a task with the outcome of its job', () => {
    expect(concludeRun(gives({ outcome: 'ok', summary: { a: 1 } }), calm, facts)).toEqual({
      kind: 'end',
      ending: { status: 'completed', outcome: 'ok', error: null, summary: { a: 1 }, finishedAt: 99 },
    });
  });

  test.each(['partial', 'skipped'] as const)('counts %s as completed', (outcome) => {
    expect(concludeRun(gives({ outcome, summary: {} }), calm, facts)).toMatchObject({
      ending: { status: 'completed' },
    });
  });

  test.each(['empty', 'failed'] as const)('counts %s as failed, with a reason', (outcome) => {
    expect(concludeRun(gives({ outcome, summary: {} }), calm, facts)).toMatchObject({
      ending: { status: 'failed', outcome, error: { code: 'TASK_FAILED' } },
    });
  });

  test('says what a failure comes from, where the job knows', () => {
    const reason = 'yahoo does not know NOPE';
    expect(concludeRun(gives({ outcome: 'failed', summary: {}, reason }), calm, facts)).toMatchObject({
      ending: { error: { code: 'TASK_FAILED', message: reason } },
    });
  });

  test('takes over an ending that the handler has written', () => {
    const written = {
      status: 'cancelled',
      outcome: 'partial',
      error: null,
      summary: {},
      finishedAt: 5,
    } as const;
    expect(concludeRun(gives({ outcome: 'partial', summary: {}, written }), calm, facts)).toEqual({
      kind: 'end',
      ending: written,
    });
  });

  test('tries an unexpected error again without telling what it said', () => {
    expect(concludeRun(fails(new Error('password=hunter2')), calm, facts)).toEqual({
      kind: 'retry',
      delayMs: 2_000,
      error: { code: 'INTERNAL', message: 'Something went wrong on our side' },
    });
  });

  test('ends after the last attempt', () => {
    expect(concludeRun(fails(new Error('x')), calm, { ...facts, attempt: 3 })).toMatchObject({
      ending: { status: 'failed', error: { code: 'INTERNAL' } },
    });
  });

  test.each(['DATA_MISSING', 'STRATEGY_INVALID'] as const)('does not try %s again', (code) => {
    expect(concludeRun(fails(new BarkeepError(code, 'why')), calm, facts)).toMatchObject({
      kind: 'end',
      ending: { status: 'failed', error: { code, message: 'why' } },
    });
  });

  test('tries again when a store is away', () => {
    expect(concludeRun(fails(new BarkeepError('STORE_UNAVAILABLE', 'away')), calm, facts).kind).toBe('retry');
  });

  test.each([
    ['TASK_CANCELLED', 'cancelled'],
    ['TASK_TIMEOUT', 'timeout'],
  ] as const)('explains what was thrown after %s by it', (code, status) => {
    const signal = AbortSignal.abort(new BarkeepError(code, 'why'));
    expect(concludeRun(fails(new Error('thread ended')), signal, facts)).toMatchObject({
      kind: 'end',
      ending: { status, outcome: null, error: { code } },
    });
  });

  test('gives the task away when its worker stops, and leaves it alone when a newer run has it', () => {
    expect(concludeRun(fails(new Error('x')), AbortSignal.abort(new WorkerStopping()), facts).kind).toBe(
      'release',
    );
    expect(concludeRun(fails(new BarkeepError('RUN_FENCED', 'x')), calm, facts).kind).toBe('leave');
  });
});
