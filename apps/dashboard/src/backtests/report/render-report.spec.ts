import type { Schemas } from '../../api/client.js';
import { renderReport } from './render-report.js';

const result = {
  strategy: { name: '<b>bold</b>' },
  request: { timeframe: '1d', symbols: ['A&B'] },
  metrics: { return_pct: -12.345, trades: 1 },
  equity_curve: {
    time: ['2014-01-02T00:00:00.000Z', '2014-01-31T00:00:00.000Z'],
    equity: [100, 110],
    drawdown: [0, 0],
  },
  trades: [
    {
      index: 0,
      symbol: 'A&B',
      size: 1,
      entry_time: '2014-01-02T00:00:00.000Z',
      exit_time: '2014-01-31T00:00:00.000Z',
      tag: '',
      exit_reason: 'exit',
    },
  ],
  trades_count: 3,
  canary: { clean: true, checked: 16 },
  trials: null,
  ambiguity: null,
  break_even: null,
  partial: false,
  engine_version: '1',
  finished_at: '2026-11-20T12:00:00.000Z',
} as unknown as Schemas['BacktestResult'];
const run = {
  name: null,
  strategy_name: '<script>alert(1)</script>',
  notes: '"quoted" & more',
  symbols: ['A&B'],
  timeframe: '1d',
} as unknown as Schemas['Run'];
const html = renderReport(result, { run, equity: result.equity_curve, zone: 'America/New_York' });

it('shows as text what people wrote', () => {
  expect(html).toContain('&#60;script&#62;alert(1)');
  expect(html).toContain('&#34;quoted&#34; &#38; more');
  expect(html).toContain('&#60;b&#62;bold');
});

it('holds everything that it shows: no script, nothing from elsewhere', () => {
  expect(html).not.toMatch(/<script|<link|<img|src=|https?:/);
});

it('has figures, months and what speaks for the result, and says how many trades it leaves out', () => {
  for (const text of ['−12.35 %', '10.00', 'sees no future', 'the first 1 of 3'])
    expect(html).toContain(text);
});

it('counts months by the equity of every bar, which the drawn curve may leave out', () => {
  const equity = {
    time: ['2014-01-02T00:00:00.000Z', '2014-01-31T00:00:00.000Z', '2014-02-28T00:00:00.000Z'],
    equity: [100, 150, 120],
  };
  expect(renderReport(result, { run, equity, zone: 'UTC' })).toContain('<td>50.00</td><td>−20.00</td>');
});
