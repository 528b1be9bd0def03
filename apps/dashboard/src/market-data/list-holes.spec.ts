import type { Schemas } from '../api/client.js';
import { listHoles } from './list-holes.js';

const day = (date: string, bars: number, expected = 7): Schemas['CoveredDay'] => {
  const standing =
    expected === 0 ? 'closed' : bars === 0 ? 'missing' : bars < expected ? 'partial' : 'present';
  return { date, standing, bars, expected, exception: null };
};

it('joins missing days across a holiday, and tells each part of a day by itself', () => {
  const days = [
    day('2026-11-23', 7),
    day('2026-11-24', 0),
    day('2026-11-25', 0),
    day('2026-11-26', 0, 0),
    day('2026-11-27', 0, 4),
    day('2026-11-30', 3),
    day('2026-12-01', 5),
    day('2026-12-02', 0),
  ];
  expect(listHoles(days)).toEqual([
    { standing: 'missing', from: '2026-11-24', to: '2026-11-27', sessions: 3, bars: 0, expected: 18 },
    { standing: 'partial', from: '2026-11-30', to: '2026-11-30', sessions: 1, bars: 3, expected: 7 },
    { standing: 'partial', from: '2026-12-01', to: '2026-12-01', sessions: 1, bars: 5, expected: 7 },
    { standing: 'missing', from: '2026-12-02', to: '2026-12-02', sessions: 1, bars: 0, expected: 7 },
  ]);
});
