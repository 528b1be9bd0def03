import { lazy, Suspense, useMemo, type ReactNode } from 'react';
import { chartColours } from './chart-colours.js';

const EChart = lazy(() => import('./echart.js').then((module) => ({ default: module.EChart })));
const HEIGHT = 28;
const WIDTH = 130;

/** The course of a figure from zero up, oldest first, without axes; the newest stands beside it in words. */
export function Sparkline({ label, values }: { label: string; values: readonly number[] }): ReactNode {
  const option = useMemo(
    () => (dark: boolean) => {
      const { main } = chartColours(dark);
      return {
        grid: { left: 1, right: 1, top: 2, bottom: 1 },
        xAxis: { type: 'category', show: false, boundaryGap: false },
        yAxis: { type: 'value', show: false, min: 0 },
        series: [
          {
            type: 'line',
            data: [...values],
            silent: true,
            symbol: 'none',
            lineStyle: { color: main, width: 1.5 },
            areaStyle: { color: main, opacity: 0.15 },
          },
        ],
      };
    },
    [values],
  );
  return (
    <div style={{ width: WIDTH, height: HEIGHT, flexShrink: 0 }}>
      <Suspense>
        <EChart label={label} option={option} height={HEIGHT} />
      </Suspense>
    </div>
  );
}
