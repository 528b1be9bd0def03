import type { EChartsCoreOption } from 'echarts/core';
import { chartColours, type Tone } from '../charts/chart-colours.js';
import { formatClock } from '../display/format-instant.js';
import type { DayMark, Fate } from './day-marks.js';

/** Shapes differ as well, for eyes that do not tell the colours apart. */
const LOOKS: Readonly<Record<Fate, { tone: Tone; symbol: string; size: number }>> = {
  'left out': { tone: 'muted', symbol: 'emptyCircle', size: 5 },
  ahead: { tone: 'main', symbol: 'emptyCircle', size: 7 },
  done: { tone: 'third', symbol: 'circle', size: 8 },
  running: { tone: 'main', symbol: 'circle', size: 10 },
  waiting: { tone: 'other', symbol: 'emptyCircle', size: 9 },
  incomplete: { tone: 'other', symbol: 'triangle', size: 10 },
  failed: { tone: 'loss', symbol: 'diamond', size: 12 },
  'not run': { tone: 'muted', symbol: 'rect', size: 6 },
};

const TICK_MS = 3 * 3_600_000;

/** A row for each job over the hours of the day. */
export function dayChartOption(
  marks: readonly DayMark[],
  jobs: readonly string[],
  { from, to, now }: { from: number; to: number; now: number },
  zone: string,
): (dark: boolean) => EChartsCoreOption {
  const clock = (at: number): string => formatClock(at, zone).slice(0, 5);
  return (dark) => {
    const colours = chartColours(dark);
    return {
      grid: { left: 130, right: 20, top: 36, bottom: 28 },
      legend: {
        top: 0,
        left: 0,
        type: 'scroll',
        textStyle: { color: colours.text },
        itemWidth: 12,
        itemHeight: 8,
      },
      tooltip: {
        formatter: ({ data, seriesName }: { data: [number, string, string | null]; seriesName: string }) =>
          `${data[1]} at ${clock(data[0])}: ${seriesName}${data[2] ? ` (${data[2]})` : ''}`,
      },
      xAxis: {
        type: 'value',
        min: from,
        max: to,
        interval: TICK_MS,
        axisLabel: { color: colours.text, hideOverlap: true, formatter: clock },
        splitLine: { show: true, lineStyle: { color: colours.grid } },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: jobs,
        axisLabel: { color: colours.text },
        axisTick: { show: false },
        axisLine: { show: false },
        splitLine: { show: true, lineStyle: { color: colours.grid } },
      },
      series: Object.entries(LOOKS).map(([fate, { tone, symbol, size }], index) => ({
        type: 'scatter',
        name: fate,
        symbol,
        symbolSize: size,
        itemStyle: { color: colours[tone] },
        data: marks
          .filter((mark) => mark.fate === fate)
          .map(({ at, job, reason }) => [at, job, reason?.replaceAll('<', '‹') ?? null]),
        ...(index === 0 && {
          markLine: {
            silent: true,
            symbol: 'none',
            label: { formatter: 'now', position: 'start', color: colours.text },
            lineStyle: { color: colours.main, type: 'solid' },
            data: [{ xAxis: now }],
          },
        }),
      })),
    };
  };
}
