import { Box, useComputedColorScheme } from '@mantine/core';
import { BarChart, HeatmapChart, LineChart, ScatterChart } from 'echarts/charts';
import {
  CalendarComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef, type ReactNode } from 'react';

echarts.use([
  ...[BarChart, HeatmapChart, LineChart, ScatterChart],
  ...[
    CalendarComponent,
    GridComponent,
    LegendComponent,
    MarkLineComponent,
    TooltipComponent,
    VisualMapComponent,
  ],
  CanvasRenderer,
]);

interface EChartProps {
  label: string;
  option: (dark: boolean) => echarts.EChartsCoreOption;
  height?: number;
}

/** One of the charts of ECharts that are loaded above. */
export function EChart({ label, option, height = 240 }: EChartProps): ReactNode {
  const dark = useComputedColorScheme('light') === 'dark';
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<echarts.EChartsType>(undefined);
  useEffect(() => {
    const made = echarts.init(place.current);
    chart.current = made;
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(place.current!);
    return () => {
      watch.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => chart.current!.setOption({ animation: false, ...option(dark) }, true), [option, dark]);
  return <Box ref={place} h={height} role="img" aria-label={label} />;
}
