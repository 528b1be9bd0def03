import { Box, useComputedColorScheme, useMantineTheme } from '@mantine/core';
import {
  AreaSeries,
  CandlestickSeries,
  createChart,
  createSeriesMarkers,
  CrosshairMode,
  HistogramSeries,
  LineSeries,
  LineStyle,
  TickMarkType,
  type IChartApi,
  type ISeriesApi,
  type SeriesDataItemTypeMap,
  type SeriesMarker,
  type SeriesType,
  type Time,
  type UTCTimestamp,
} from 'lightweight-charts';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { formatBarTime, formatTick, type Tick } from '../display/format-instant.js';
import { useExchange } from '../display/use-exchange.js';
import { ChartLegend, type LegendRow } from './chart-legend.js';
import { chartColours, type Tone } from './chart-colours.js';

/** A value per instant, in order; `time` is UTC milliseconds. */
export interface Point {
  time: number;
  /** Absent where the line has a gap. */
  value?: number;
}

export interface PriceBar {
  time: number;
  open: number;
  high: number;
  low: number;
  close: number;
}

interface LookOf<Kind extends string, Row> {
  kind: Kind;
  name: string;
  data: readonly Row[];
  tone?: Tone;
  /** Panes stand below one another and share the time; 0 is the upper one. */
  pane?: number;
  /** Stands beside what matters: thin, and without a label on the axis. */
  isQuiet?: boolean;
  format: (value: number) => string;
}

export type ChartSeries = LookOf<'line' | 'area' | 'columns' | 'dashes', Point> | LookOf<'candles', PriceBar>;

export interface ChartMark {
  time: number;
  place: 'above' | 'below';
  shape: 'arrowUp' | 'arrowDown' | 'circle' | 'square';
  tone: Tone;
  text?: string;
}

export interface TimeChartProps {
  /** What a screen reader says of it; the figures stand in tables as well. */
  label: string;
  series: readonly ChartSeries[];
  /** On the first series. */
  marks?: readonly ChartMark[];
  timeframe: string;
  height?: number;
  /** Of the lower panes, as shares of the upper one. */
  lowerShare?: number;
  onPick?: (time: number) => void;
  /** The part that is shown at first, UTC milliseconds; all of it when absent. */
  window?: TimeWindow;
  /** Told when another part is looked at, once it stays. */
  onWindow?: (window: TimeWindow) => void;
}

/** UTC milliseconds, both included. */
export interface TimeWindow {
  from: number;
  to: number;
}

const TICKS: Readonly<Record<TickMarkType, Tick>> = {
  [TickMarkType.Year]: 'year',
  [TickMarkType.Month]: 'month',
  [TickMarkType.DayOfMonth]: 'day',
  [TickMarkType.Time]: 'clock',
  [TickMarkType.TimeWithSeconds]: 'clock',
};

/** Of the shown bars, empty on either side. */
const MARGIN = 0.02;

/** A part of the time is looked at when it has stayed so long. */
const STAY_MS = 250;

const seconds = (time: number): UTCTimestamp => (time / 1_000) as UTCTimestamp;

function definitionOf(kind: ChartSeries['kind']): Parameters<IChartApi['addSeries']>[0] {
  if (kind === 'candles') return CandlestickSeries;
  if (kind === 'area') return AreaSeries;
  return kind === 'columns' ? HistogramSeries : LineSeries;
}

/** A row as the library takes it. It joins points across a gap, so the stroke that would cross one is not seen. */
function toRow(
  row: Point | PriceBar,
  index: number,
  data: readonly (Point | PriceBar)[],
): SeriesDataItemTypeMap[SeriesType] {
  const time = seconds(row.time);
  if ('close' in row) return { ...row, time };
  if (row.value === undefined) return { time };
  const next = data[index + 1] as Point | undefined;
  return next && next.value === undefined
    ? { time, value: row.value, color: 'transparent' }
    : { time, value: row.value };
}

function showPart(made: IChartApi, series: readonly ChartSeries[], window: TimeWindow | undefined): void {
  if (window) {
    made.timeScale().setVisibleRange({ from: seconds(window.from), to: seconds(window.to) });
    return;
  }
  // A little room at both ends, so that the first and last marks of the axis are not cut off.
  // Places are counted over all lines, which need not have the same instants.
  const count = new Set(series.flatMap(({ data }) => data.map(({ time }) => time))).size;
  made.timeScale().setVisibleLogicalRange({ from: -count * MARGIN, to: count * (1 + MARGIN) });
}

/** Lines, areas, columns and bars over time, with what they say at the pointer above them. */
export function TimeChart(props: TimeChartProps): ReactNode {
  const { label, series, marks, timeframe, height = 320, lowerShare = 0.35, window } = props;
  const { zone } = useExchange();
  const dark = useComputedColorScheme('light') === 'dark';
  const theme = useMantineTheme();
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<IChartApi>(undefined);
  const lines = useRef<ISeriesApi<SeriesType>[]>([]);
  const [legend, setLegend] = useState<LegendRow[]>([]);
  const { onPick, onWindow } = props;
  const tell = useRef({ onPick, onWindow });
  useEffect(() => void (tell.current = { onPick, onWindow }), [onPick, onWindow]);
  /** What the shown part was chosen for; it stays while only other lines change. */
  const shown = useRef<unknown[]>([]);
  // A chart is made anew when what it is made of changes, and only fed when there is more of the same.
  const shape = series
    .map(({ kind, name, tone, pane, isQuiet }) => [kind, name, tone, pane, isQuiet].join())
    .join(';');

  useEffect(() => {
    const colours = chartColours(dark);
    const made = createChart(place.current!, {
      autoSize: true,
      layout: {
        background: { color: 'transparent' },
        textColor: colours.text,
        fontFamily: theme.fontFamily,
        panes: { separatorColor: colours.grid, enableResize: false },
      },
      grid: { vertLines: { color: colours.grid }, horzLines: { color: colours.grid } },
      crosshair: { mode: CrosshairMode.Magnet },
      rightPriceScale: { borderVisible: false },
      timeScale: {
        borderVisible: false,
        minBarSpacing: 0.01,
        tickMarkFormatter: (time: Time, type: TickMarkType) =>
          formatTick(Number(time) * 1_000, TICKS[type], timeframe, zone),
      },
      localization: { timeFormatter: (time: Time) => formatBarTime(Number(time) * 1_000, timeframe, zone) },
    });
    chart.current = made;
    lines.current = series.map(({ kind, tone = 'main', pane = 0, isQuiet = false, format }) => {
      const colour = colours[tone];
      const priceFormat = { type: 'custom' as const, formatter: format, minMove: 0.0001 };
      const common = {
        priceLineVisible: false,
        lastValueVisible: kind !== 'columns' && !isQuiet,
        priceFormat,
      };
      return made.addSeries(
        definitionOf(kind),
        kind === 'candles'
          ? {
              ...common,
              upColor: colours.gain,
              downColor: colours.loss,
              borderVisible: false,
              wickUpColor: colours.gain,
              wickDownColor: colours.loss,
            }
          : {
              ...common,
              color: colour,
              lineColor: colour,
              topColor: `${colour}40`,
              bottomColor: `${colour}08`,
              lineWidth: kind === 'area' || isQuiet ? 1 : 2,
              lineStyle: kind === 'dashes' ? LineStyle.Dashed : LineStyle.Solid,
            },
        pane,
      );
    });
    made.panes().forEach((pane, index) => pane.setStretchFactor(index === 0 ? 1 : lowerShare));
    made.subscribeClick(({ time }) => {
      if (time !== undefined) tell.current.onPick?.(Number(time) * 1_000);
    });
    let stay: ReturnType<typeof setTimeout>;
    made.timeScale().subscribeVisibleTimeRangeChange((range) => {
      clearTimeout(stay);
      if (!range || !tell.current.onWindow) return;
      const looked = { from: Number(range.from) * 1_000, to: Number(range.to) * 1_000 };
      stay = setTimeout(() => tell.current.onWindow?.(looked), STAY_MS);
    });
    return () => {
      clearTimeout(stay);
      chart.current = undefined;
      made.remove();
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `shape` stands for the series; their data are fed below
  }, [shape, dark, theme, timeframe, zone, lowerShare]);

  useEffect(() => {
    const colours = chartColours(dark);
    series.forEach(({ data }, index) => lines.current[index].setData(data.map(toRow)));
    const made = chart.current!;
    const chosenFor = [made, series[0]?.data, window];
    const isSame = chosenFor.every((one, index) => one === shown.current[index]);
    shown.current = chosenFor;
    // Whoever looks at a part goes on looking at it while lines are added.
    if (!isSame) showPart(made, series, window);
    const rowsAt = (values: ReadonlyMap<unknown, unknown>): LegendRow[] =>
      series.flatMap(({ name, tone = 'main', kind, format, data }, index) => {
        const row = (values.get(lines.current[index]) as Point | PriceBar | undefined) ?? data.at(-1);
        const value = row && ('close' in row ? row.close : row.value);
        if (value === undefined) return [];
        return [{ name, colour: kind === 'candles' ? colours.text : colours[tone], value: format(value) }];
      });
    setLegend(rowsAt(new Map()));
    const follow: Parameters<IChartApi['subscribeCrosshairMove']>[0] = ({ seriesData, time }) =>
      setLegend([
        ...(time === undefined
          ? []
          : [
              {
                name: formatBarTime(Number(time) * 1_000, timeframe, zone),
                colour: 'transparent',
                value: '',
              },
            ]),
        ...rowsAt(seriesData),
      ]);
    made.subscribeCrosshairMove(follow);
    return () => {
      if (chart.current === made) made.unsubscribeCrosshairMove(follow);
    };
  }, [series, shape, dark, theme, timeframe, zone, lowerShare, window]);

  useEffect(() => {
    const colours = chartColours(dark);
    const [made, line] = [chart.current, lines.current[0]];
    if (!line || !marks) return undefined;
    const plugin = createSeriesMarkers(
      line,
      marks.map(({ time, place: side, shape: form, tone, text }) => ({
        time: seconds(time),
        position: side === 'above' ? 'aboveBar' : 'belowBar',
        shape: form,
        color: colours[tone],
        text,
      })) as SeriesMarker<Time>[],
    );
    // With its chart it is gone already.
    return () => {
      if (chart.current === made) plugin.detach();
    };
  }, [marks, shape, dark, theme, timeframe, zone, lowerShare]);

  return (
    <Box>
      <ChartLegend rows={legend} />
      <Box
        ref={place}
        h={height}
        role="group"
        aria-label={label}
        style={{ cursor: onPick ? 'pointer' : undefined }}
      />
    </Box>
  );
}
