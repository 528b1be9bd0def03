import type { EChartsCoreOption } from 'echarts/core';
import type { Schemas } from '../api/client.js';
import { chartColours, type Tone } from '../charts/chart-colours.js';
import { formatCount } from '../display/format-number.js';

type Day = Schemas['CoveredDay'];

const TONES: Readonly<Record<Day['standing'], Tone>> = {
  present: 'third',
  partial: 'other',
  missing: 'loss',
  closed: 'muted',
};
const STANDINGS = Object.keys(TONES) as Day['standing'][];

/** `2026-11-27: partial, 120 of 210 bars (Day after Thanksgiving)` */
export function describeDay({ date, standing, bars, expected, exception }: Day): string {
  const counted = standing === 'closed' ? '' : `, ${formatCount(bars)} of ${formatCount(expected)} bars`;
  return `${date}: ${standing}${counted}${exception ? ` (${exception})` : ''}`;
}

/** How many days of each kind, in words. */
export function countStandings(days: readonly Day[]): string {
  return STANDINGS.map((wanted) => {
    const count = days.filter(({ standing }) => standing === wanted).length;
    return `${formatCount(count)} ${wanted}`;
  }).join(', ');
}

/** A year of days as ECharts draws calendars. */
export function calendarOption(days: readonly Day[], year: string): (dark: boolean) => EChartsCoreOption {
  return (dark) => {
    const colours = chartColours(dark);
    const line = { color: colours.grid };
    return {
      tooltip: {
        formatter: ({ dataIndex }: { dataIndex: number }) => describeDay(days[dataIndex]),
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
          data: days.map(({ date, standing }) => [date, STANDINGS.indexOf(standing)]),
        },
      ],
    };
  };
}
