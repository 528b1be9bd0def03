import type { Schemas } from '../api/client.js';
import { joinLeftOut, toDayMarks } from './day-marks.js';

const slot = (at: string, reason: Schemas['PreviewedSlot']['reason'] = null): Schemas['PreviewedSlot'] => ({
  job: 'stock_quotes',
  slot: `2026-11-20T${at}:00.000Z`,
  fires: reason === null,
  reason,
  detail: null,
});
const run = (at: string, status: Schemas['ScheduleRun']['status'], outcome: 'ok' | 'partial' | null = null) =>
  ({ slot: `2026-11-20T${at}:00.000Z`, status, outcome, error: null, detail: null, reason: null }) as never;
const NOW = Date.parse('2026-11-20T15:00:00Z');
const fatesOf = (slots: Schemas['PreviewedSlot'][], runs: never[]) =>
  toDayMarks(slots, new Map([['stock_quotes', runs]]), NOW).map(({ fate }) => fate);

it('tells what is on record of each slot, and what is not', () => {
  const slots = ['14:30', '14:31', '14:32', '14:33', '15:01'].map((at) => slot(at));
  const runs = [
    run('14:30', 'completed', 'ok'),
    run('14:31', 'completed', 'partial'),
    run('14:32', 'timeout'),
  ];
  expect(fatesOf(slots, runs)).toEqual(['done', 'incomplete', 'failed', 'not run', 'ahead']);
});

it('tells a job that found nothing to do from one that did it', () => {
  const idle = {
    ...(run('14:30', 'completed') as object),
    outcome: 'skipped',
    result: { reason: 'Nothing is switched on' },
  };
  const [mark] = toDayMarks([slot('14:30')], new Map([['stock_quotes', [idle as never]]]), NOW);
  expect(mark).toMatchObject({ fate: 'left out', reason: 'Nothing is switched on' });
});

it('tells a slot that waits for a worker, or behind a paused queue, from one that runs', () => {
  const runs = [run('14:30', 'pending'), run('14:31', 'running'), run('15:01', 'pending')];
  expect(fatesOf([slot('14:30'), slot('14:31'), slot('15:01')], runs)).toEqual([
    'waiting',
    'running',
    'ahead',
  ]);
});

it('believes the record more than the calendar', () => {
  expect(fatesOf([slot('14:30', 'paused')], [run('14:30', 'completed', 'ok')])).toEqual(['done']);
  expect(fatesOf([slot('14:30')], [run('14:30', 'skipped')])).toEqual(['left out']);
});

it('joins what was left out in a row for the same reason', () => {
  const slots = [
    slot('14:28', 'market_closed'),
    slot('14:29', 'market_closed'),
    slot('14:30'),
    slot('14:31', 'paused'),
  ];
  const joined = joinLeftOut(toDayMarks(slots, new Map(), NOW));
  expect(joined.map(({ reason, count }) => [reason, count])).toEqual([
    ['market closed', 2],
    ['paused', 1],
  ]);
});
