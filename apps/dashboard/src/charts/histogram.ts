import type { EChartsCoreOption } from 'echarts/core';
import { chartColours } from './chart-colours.js';

interface Bin {
  from: number;
  to: number;
  count: number;
}

/** Bins of one width with a border at 0, at least as many as Sturges' rule asks for, so that gains and losses stay apart. */
export function toBins(values: readonly number[]): Bin[] {
  if (values.length === 0) return [];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const width = niceWidth((high - low || 1) / (2 * (Math.ceil(Math.log2(values.length)) + 1)));
  const first = Math.floor(low / width);
  const bins = Array.from({ length: Math.floor(high / width) - first + 1 }, (_, index) => ({
    from: (first + index) * width,
    to: (first + index + 1) * width,
    count: 0,
  }));
  for (const value of values) bins[Math.floor(value / width) - first].count += 1;
  return bins;
}

/** The next of 1, 2 and 5 times a power of ten. */
function niceWidth(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width));
  return power * [1, 2, 5, 10].find((step) => step * power >= width * 0.999)!;
}

export function histogramOption(
  values: readonly number[],
  format: (value: number) => string,
): (dark: boolean) => EChartsCoreOption {
  const bins = toBins(values);
  return (dark) => {
    const colours = chartColours(dark);
    return {
      grid: { left: 40, right: 8, top: 8, bottom: 28 },
      tooltip: {
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          const { from, to, count } = bins[dataIndex];
          return `${format(from)} to ${format(to)}: ${count}`;
        },
      },
      xAxis: {
        type: 'category',
        data: bins.map(({ from }) => format(from)),
        axisLabel: { color: colours.text },
        axisTick: { show: false },
      },
      yAxis: {
        type: 'value',
        minInterval: 1,
        axisLabel: { color: colours.text },
        splitLine: { lineStyle: { color: colours.grid } },
      },
      series: [
        {
          type: 'bar',
          barCategoryGap: '8%',
          data: bins.map(({ from, count }) => ({
            value: count,
            itemStyle: { color: from >= 0 ? colours.gain : colours.loss },
          })),
        },
      ],
    };
  };
}
