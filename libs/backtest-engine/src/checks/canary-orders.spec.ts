import { compileDocument } from '../../testing/document-run.js';
import { scripted, toSettings } from '../../testing/drawn-run.js';
import { drawWalk } from '../../testing/random-walk.js';
import { PreparedRun } from '../prepared-run.js';
import { runPrepared, WHOLE_RUN } from '../run-backtest.js';
import { CLEAN_WORLDS, runClean } from '../testing/clean-runs.js';
import { runCanary } from './canary.js';

const enter = 'close > sma(close,5)';
const exit = 'close < sma(close,5)';
const orders: [string, object][] = [
  ['at the close', { kind: 'moc' }],
  ['that trail', { kind: 'trailing_stop', distance: 'atr(5)' }],
  ['that trail by a share', { kind: 'trailing_stop', percent: '1%' }],
  ['with a limit behind a stop', { kind: 'stop_limit', price: 'high', limit: 'high * 1.002' }],
  ['for a day', { kind: 'limit', price: 'close * 0.99', time_in_force: 'day' }],
  ['at once or not at all', { kind: 'limit', price: 'close * 1.001', time_in_force: 'ioc' }],
  ['beside each other', { kind: 'stop', price: 'high', oco: true }],
];

describe('the canary has nothing against orders', () => {
  it.each(orders)('%s', (_title, order) => {
    const sides = { long: { enter, exit, order }, short: { enter: exit, exit: enter, order } };
    const strategy = compileDocument({ rules: sides, sizing: { kind: 'equity', value: 0.5 } });
    for (const { world, seed, alarms } of runClean(strategy, 3))
      expect([world, seed, alarms]).toEqual([world, seed, []]);
  });

  it.each(CLEAN_WORLDS.map((world, index) => [index, world] as const))(
    'that code closes at the close, world %i',
    (_index, world) => {
      const strategy = scripted(
        {},
        {
          decide: (context) => {
            if (context.trades.length === 0) context.buy({ units: 10 });
            else context.closeTradeOnClose(context.trades[0]);
          },
        },
      );
      const request = toSettings({ capital: 1e6, ...world });
      const run = new PreparedRun({ series: [drawWalk(200, 3)], strategy, request });
      expect(runCanary(run, runPrepared(run, WHOLE_RUN).simulation).alarms).toEqual([]);
    },
  );
});
