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

/** Makes one of each thing that operations name, as the caller of these headers: bars, a strategy, a run, a search. */
export async function makeKnownThings(base: string, caller: object = {}): Promise<KnownThings> {
  const send = async (path: string, body: object | string): Promise<Record<string, string>> => {
    const [type, text] =
      typeof body === 'string' ? ['text/csv', body] : ['application/json', JSON.stringify(body)];
    const headers = { 'content-type': type, ...caller };
    const answer = await sendRaw(base + path, { method: 'POST', headers, body: text });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.text}`);
    return JSON.parse(answer.text) as Record<string, string>;
  };
  await send('/api/v1/market-data/bars/import?symbol=FUZZ&timeframe=1d', BARS);
  await send('/api/v1/market-data/symbols', { symbol: 'FUZZ' });
  const stored = await send('/api/v1/strategies', { strategy: STRATEGY });
  const runs = [await send('/api/v1/backtest/run', RUN)];
  runs.push(await send('/api/v1/backtest/run', { ...RUN, initial_capital: 5 }));
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
