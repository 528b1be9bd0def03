import type { EChartsCoreOption } from 'echarts/core';
import { chartColours, TONES } from '../charts/chart-colours.js';
import { formatRatio } from '../display/format-number.js';
import type { Trial } from './trial.js';

type Point = [value: number, objective: number];

/** The objective over the values of a parameter, rising; a line for each fold. Trials without a figure are left out. */
export function toLines(trials: readonly Trial[], name: string): Point[][] {
  const lines: Point[][] = [];
  for (const { fold, params, objective } of trials)
    if (objective !== null) (lines[fold] ??= []).push([params[name], objective]);
  return lines.map((line) => line.sort(([a], [b]) => a - b)).filter(Boolean);
}

/** @param best the value that was chosen; it is marked */
export function parameterLineOption(
  lines: readonly Point[][],
  { name, objective, best }: { name: string; objective: string; best: number | undefined },
): (dark: boolean) => EChartsCoreOption {
  const isOne = lines.length === 1;
  return (dark) => {
    const colours = chartColours(dark);
    const axis = {
      type: 'value',
      scale: true,
      axisLabel: { color: colours.text },
      nameTextStyle: { color: colours.text, fontWeight: 600 },
      splitLine: { lineStyle: { color: colours.grid } },
    };
    return {
      grid: { left: 56, right: 24, top: isOne ? 12 : 36, bottom: 44 },
      ...(isOne ? {} : { legend: { top: 0, left: 0, type: 'scroll', textStyle: { color: colours.text } } }),
      tooltip: {
        formatter: ({ value: [at, figure], seriesName }: { value: Point; seriesName: string }) =>
          `${isOne ? '' : `${seriesName}, `}${name} ${at}: ${objective} ${formatRatio(figure)}`,
      },
      xAxis: { ...axis, name, nameLocation: 'middle', nameGap: 26, splitLine: { show: false } },
      yAxis: { ...axis, axisLabel: { color: colours.text, formatter: formatRatio } },
      series: lines.map((line, fold) => {
        const color = colours[TONES[fold % TONES.length]];
        return {
          type: 'line',
          name: `Fold ${fold + 1}`,
          symbol: 'circle',
          showAllSymbol: true,
          color,
          data: line.map((value) => ({
            value,
            symbolSize: value[0] === best ? 13 : 6,
            ...(value[0] === best && isOne ? { itemStyle: { color: colours.other } } : {}),
          })),
        };
      }),
    };
  };
}
