import type { EChartsCoreOption } from 'echarts/core';
import { chartColours } from '../charts/chart-colours.js';
import { formatRatio } from '../display/format-number.js';

/** A pair of parameters: rows by `y` of the objective, null where nothing was tried. */
export interface HeatMap {
  x: string;
  x_values: number[];
  y: string;
  y_values: number[];
  best: (number | null)[][];
  mean: (number | null)[][];
}

export type View = 'best' | 'mean' | 'plateau';

/** Each cell as the mean of it and its neighbours: a spike sinks, a plateau stays. Cells without a value stay so. */
export function smooth(rows: readonly (readonly (number | null)[])[]): (number | null)[][] {
  return rows.map((row, y) =>
    row.map((cell, x) => {
      if (cell === null) return null;
      const around = [-1, 0, 1]
        .flatMap((dy) => [-1, 0, 1].map((dx) => rows[y + dy]?.[x + dx]))
        .filter((value) => typeof value === 'number');
      return around.reduce((sum, value) => sum + value, 0) / around.length;
    }),
  );
}

export function rowsOf(map: HeatMap, view: View): (number | null)[][] {
  return view === 'plateau' ? smooth(map.best) : map[view];
}

/** Cells up to which each shows its number. */
const MOST_LABELS = 200;
const RAMP = {
  light: ['#f1f3f5', '#91a7ff', '#364fc7', '#0b1a5c'],
  dark: ['#25262b', '#364fc7', '#91a7ff', '#edf2ff'],
};

export function heatMapOption(
  map: HeatMap,
  view: View,
  objective: string,
): (dark: boolean) => EChartsCoreOption {
  const rows = rowsOf(map, view);
  const cells = rows.flatMap((row, y) =>
    row.flatMap((value, x) => (value === null ? [] : [[x, y, value] as const])),
  );
  const values = cells.map(([, , value]) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return (dark) => {
    const { text, other } = chartColours(dark);
    const axis = (name: string, data: readonly number[], gap: number) => ({
      type: 'category',
      name,
      nameLocation: 'middle',
      nameGap: gap,
      data,
      axisLabel: { color: text },
      nameTextStyle: { color: text, fontWeight: 600 },
      axisTick: { show: false },
    });
    return {
      grid: { left: 56, right: 16, top: 8, bottom: 92 },
      tooltip: {
        formatter: ({ data }: { data: { value: [number, number, number] } }) => {
          const [x, y, value] = data.value;
          return `${map.x} ${map.x_values[x]}, ${map.y} ${map.y_values[y]}: ${objective} ${formatRatio(value)}`;
        },
      },
      xAxis: axis(map.x, map.x_values, 26),
      yAxis: axis(map.y, map.y_values, 38),
      visualMap: {
        min: low,
        max: high,
        calculable: true,
        orient: 'horizontal',
        left: 'center',
        bottom: 0,
        precision: 2,
        textStyle: { color: text },
        inRange: { color: RAMP[dark ? 'dark' : 'light'] },
      },
      series: [
        {
          type: 'heatmap',
          label: {
            show: cells.length <= MOST_LABELS,
            formatter: ({ data }: { data: { value: [number, number, number] } }) =>
              formatRatio(data.value[2]),
          },
          data: cells.map((value) => ({
            value,
            label: { color: (value[2] - low) / (high - low || 1) > 0.5 === dark ? '#101113' : '#fff' },
            ...(value[2] === high ? { itemStyle: { borderColor: other, borderWidth: 3 } } : {}),
          })),
        },
      ],
    };
  };
}
