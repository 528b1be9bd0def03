import { keepPreviousData } from '@tanstack/react-query';
import { useState } from 'react';
import { api, type Schemas } from '../../api/client.js';
import type { TimeWindow } from '../../charts/time-chart.js';

/** The most points of a line: some for each pixel of a wide screen. */
const POINTS = 3_000;

interface Indicators {
  lines: readonly Schemas['IndicatorLine'][];
  isPending: boolean;
  error: unknown;
  /** Of a long run the lines are asked for again, finer, for the part that is looked at. */
  look: (window: TimeWindow) => void;
}

/** What the strategy of a run read of a symbol, as finely as it can be seen. */
export function useIndicators(taskId: string, symbol: string, bars: number): Indicators {
  const [window, setWindow] = useState<TimeWindow>();
  const part =
    window && bars > POINTS
      ? { from: new Date(window.from).toISOString(), to: new Date(window.to).toISOString() }
      : {};
  const { data, error, isPending } = api.useQuery(
    'get',
    '/api/v1/backtest/runs/{task_id}/indicators',
    { params: { path: { task_id: taskId }, query: { symbol, points: POINTS, ...part } } },
    { staleTime: Infinity, placeholderData: keepPreviousData },
  );
  return { lines: data?.symbol === symbol ? data.lines : [], isPending, error, look: setWindow };
}
