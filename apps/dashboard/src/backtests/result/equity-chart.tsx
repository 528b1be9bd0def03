import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import type { Schemas } from '../../api/client.js';
import { TimeChart, type ChartSeries } from '../../charts/time-chart.js';
import { formatCount, formatPercent } from '../../display/format-number.js';
import { barsOfRun, barsQuery, coarsen } from './load-bars.js';
import { requestOf } from './request-of.js';

/** The account against its benchmark, and below how far it stood under its highest so far. */
export function EquityChart({ result }: { result: Schemas['BacktestResult'] }): ReactNode {
  const { equity_curve: curve } = result;
  const { symbols, timeframe, benchmark: wanted } = requestOf(result);
  const benchmark = wanted ?? symbols[0];
  const bars = useQuery({
    ...barsQuery(coarsen(barsOfRun(result, benchmark), result.bars_total)),
    enabled: curve.time.length > 0,
    retry: false,
  });
  const series = useMemo((): ChartSeries[] => {
    const times = curve.time.map((time) => Date.parse(time));
    const start = curve.equity[0];
    const first = bars.data?.[0]?.close ?? 1;
    return [
      {
        kind: 'area',
        name: 'Equity',
        format: formatCount,
        data: times.map((time, index) => ({ time, value: curve.equity[index] })),
      },
      {
        kind: 'line',
        name: wanted
          ? benchmark
          : symbols.length > 1
            ? `${benchmark}, the first symbol, held`
            : `${benchmark} held`,
        tone: 'other',
        format: formatCount,
        data: (bars.data ?? []).map(({ time, close }) => ({ time, value: (start * close) / first })),
      },
      {
        kind: 'area',
        name: 'Drawdown',
        tone: 'loss',
        pane: 1,
        format: formatPercent,
        data: times.map((time, index) => ({ time, value: -100 * curve.drawdown[index] })),
      },
    ];
  }, [curve, bars.data, benchmark, wanted, symbols.length]);
  return (
    <TimeChart
      label={`Equity from ${formatCount(curve.equity[0])} to ${formatCount(curve.equity.at(-1))}, against ${benchmark}, and the drawdown`}
      series={series}
      timeframe={timeframe}
      height={420}
    />
  );
}
