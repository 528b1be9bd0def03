import { standingsOf } from './day-standing.js';

const row = {
  from: '2025-12-30',
  to: '2026-01-08',
  gaps: [{ from: '2026-01-06', to: '2026-01-07', sessions: 2 }],
} as never;
const days = new Set(['2025-12-30', '2025-12-31', '2026-01-02', '2026-01-05', '2026-01-08']);

it('tells days with bars, holidays and gaps of the year apart, and leaves out weekends', () => {
  expect(standingsOf(row, days, 2026)).toEqual([
    ['2026-01-01', 'holiday'],
    ['2026-01-02', 'present'],
    ['2026-01-05', 'present'],
    ['2026-01-06', 'missing'],
    ['2026-01-07', 'missing'],
    ['2026-01-08', 'present'],
  ]);
});

it('has nothing to say of a year without bars', () => {
  expect(standingsOf(row, days, 2024)).toEqual([]);
});
