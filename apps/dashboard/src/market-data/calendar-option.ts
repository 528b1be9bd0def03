import type { EChartsCoreOption } from 'echarts/core';
import { chartColours, type Tone } from '../charts/chart-colours.js';
import type { Standing } from './day-standing.js';

const TONES: Readonly<Record<Standing, Tone>> = { present: 'third', missing: 'loss', holiday: 'muted' };
const STANDINGS = Object.keys(TONES) as Standing[];

/** A year of days as ECharts draws calendars. */
export function calendarOption(
  standings: readonly (readonly [day: string, standing: Standing])[],
  year: string,
): (dark: boolean) => EChartsCoreOption {
  return (dark) => {
    const colours = chartColours(dark);
    const line = { color: colours.grid };
    return {
      tooltip: {
        formatter: ({ data: [day, index] }: { data: [string, number] }) => `${day}: ${STANDINGS[index]}`,
      },
      visualMap: {
        type: 'piecewise',
        orient: 'horizontal',
        left: 32,
        top: 0,
        dimension: 1,
        textStyle: { color: colours.text },
        pieces: STANDINGS.map((label, value) => ({ value, label, color: colours[TONES[label]] })),
      },
      calendar: {
        range: year,
        left: 40,
        right: 8,
        top: 56,
        cellSize: ['auto', 16],
        yearLabel: { show: false },
        dayLabel: { firstDay: 1, color: colours.text },
        monthLabel: { color: colours.text },
        itemStyle: { color: 'transparent', borderColor: colours.grid },
        splitLine: { lineStyle: line },
      },
      series: [
        {
          type: 'heatmap',
          coordinateSystem: 'calendar',
          data: standings.map(([day, standing]) => [day, STANDINGS.indexOf(standing)]),
        },
      ],
    };
  };
}
