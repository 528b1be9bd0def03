import { sendRaw } from '../../apps/api/src/testing/send-raw.js';
import type { KnownThings } from './fuzz-requests.js';

const BARS = `date,open,high,low,close,volume\n${Array.from(
  { length: 40 },
  (_, day) =>
    `${new Date(Date.UTC(2016, 0, 4 + day)).toISOString().slice(0, 10)},10,12,9,${10 + (day % 3)},100`,
).join('\n')}`;
const STRATEGY = {
  ...{ version: 1, name: 'Fuzz', symbols: ['FUZZ'] },
  rules: { long: { enter: 'close > 10', exit: 'close < 10' } },
};
const RUN = { strategy: STRATEGY, timeframe: '1d', start_date: '2016-01-04', end_date: '2016-02-01' };

async function send(
  base: string,
  path: string,
  body: string,
  type = 'application/json',
): Promise<Record<string, string>> {
  const answer = await sendRaw(base + path, { method: 'POST', headers: { 'content-type': type }, body });
  if (answer.status >= 300) throw new Error(`${path}: ${answer.text}`);
  return JSON.parse(answer.text) as Record<string, string>;
}

/** Makes one of each thing that operations name: bars, a strategy, a run, a search. */
export async function makeKnownThings(base: string): Promise<KnownThings> {
  await send(base, '/api/v1/market-data/bars/import?symbol=FUZZ&timeframe=1d', BARS, 'text/csv');
  await send(base, '/api/v1/market-data/symbols', JSON.stringify({ symbol: 'FUZZ' }));
  const stored = await send(base, '/api/v1/strategies', JSON.stringify({ strategy: STRATEGY }));
  const runs = [await send(base, '/api/v1/backtest/run', JSON.stringify(RUN))];
  runs.push(await send(base, '/api/v1/backtest/run', JSON.stringify({ ...RUN, initial_capital: 5 })));
  const tasks = runs.map(({ task_id: id }) => id);
  return {
    ...{
      task_id: tasks,
      other_task_id: tasks,
      replay_of: tasks,
      strategy_id: [stored.strategy_id ?? stored.id],
    },
    ...{
      symbol: ['FUZZ'],
      symbols: ['FUZZ', 'FUZZ,AAPL'],
      name: ['default', 'backtest'],
      job: ['stock_quotes', 'cleanup'],
    },
    ...{ version: ['1'], queue: ['backtest'], timeframe: ['1d'], from: ['2016-01-01'], to: ['2016-02-01'] },
    ...{
      start: ['2016-01-01'],
      end: ['2016-02-01'],
      at: ['2016-01-05'],
      limit: ['1', '50'],
      format: ['csv', 'arrow'],
    },
  };
}
