import { queryOptions } from '@tanstack/react-query';
import type { Schemas } from '../../api/client.js';

export interface Equity {
  time: string[];
  equity: number[];
}

/** The equity of every bar: what the result has, or where that is thinned out, the whole one. */
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types -- the library's own type, key and all
export function fullEquityQuery(result: Schemas['BacktestResult']) {
  const { task_id: taskId, equity_curve: thin, bars_total: bars } = result;
  return queryOptions({
    queryKey: ['equity', taskId],
    staleTime: Infinity,
    initialData: thin.time.length >= bars ? thin : undefined,
    queryFn: async (): Promise<Equity> => {
      const response = await fetch(`/api/v1/backtest/result/${taskId}/equity?format=csv`);
      if (!response.ok) return thin;
      return parseEquity(await response.text());
    },
  });
}

/** Columns `time,equity,…` with a header. */
function parseEquity(csv: string): Equity {
  const [header, ...lines] = csv.trim().split('\n');
  const names = header.trim().split(',');
  const [time, equity] = [names.indexOf('time'), names.indexOf('equity')];
  const rows = lines.map((line) => line.split(','));
  return { time: rows.map((row) => row[time]), equity: rows.map((row) => Number(row[equity])) };
}
