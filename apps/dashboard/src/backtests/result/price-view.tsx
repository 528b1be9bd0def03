import { Card, Chip, Grid, Group, Select, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import type { Schemas } from '../../api/client.js';
import { toWords } from '../../api/problem.js';
import {
  TimeChart,
  type ChartMark,
  type ChartSeries,
  type Point,
  type PriceBar,
} from '../../charts/time-chart.js';
import { ErrorState } from '../../display/error-state.js';
import { formatCount, formatMoney } from '../../display/format-number.js';
import { LoadingState } from '../../display/loading-state.js';
import { ExplainBar } from './explain-bar.js';
import { toSeries } from './indicator-lines.js';
import { barsOfRun, barsQuery } from './load-bars.js';
import { requestOf } from './request-of.js';
import { useIndicators } from './use-indicators.js';

type Trade = Schemas['Trade'];

const DAY_MS = 86_400_000;
/** Bars that are shown on both sides of a trade that was asked for. */
const AROUND = 40;
/** Of a strategy that reads more, the rest is drawn when it is picked. */
const FIRST_LINES = 6;
const HEIGHT = 440;
const PANE_HEIGHT = 110;

interface PriceViewProps {
  result: Schemas['BacktestResult'];
  trades: readonly Trade[];
  /** The trade to begin with. */
  shown?: Trade;
}

/**
 * The prices that the run saw, where it bought and sold, its stops and targets, and what its rules read; a click on a bar
 * explains it.
 */
export function PriceView({ result, trades, shown }: PriceViewProps): ReactNode {
  const { symbols, timeframe, execution } = requestOf(result);
  const [symbol, setSymbol] = useState(shown?.symbol ?? symbols[0]);
  const [picked, setPicked] = useState<number>();
  const bars = useQuery(barsQuery(barsOfRun(result, symbol)));
  const indicators = useIndicators(result.task_id, symbol, bars.data?.length ?? 0);
  const names = indicators.lines.map(({ name }) => name);
  const [chosen, choose] = useState<string[]>();
  const drawn = chosen ?? names.slice(0, FIRST_LINES);
  const own = useMemo(() => trades.filter((trade) => trade.symbol === symbol), [trades, symbol]);
  const marks = useMemo(() => own.flatMap(marksOf), [own]);
  const drawnKey = drawn.join('\n');
  const lines = useMemo(
    () => toSeries(indicators.lines.filter(({ name }) => drawnKey.split('\n').includes(name))),
    [indicators.lines, drawnKey],
  );
  const panes = Math.max(0, ...lines.map(({ pane = 0 }) => pane));
  const series = useMemo(
    (): ChartSeries[] => [
      { kind: 'candles', name: symbol, format: formatMoney, data: bars.data ?? [] },
      ...levels('Stop', 'loss', bars.data ?? [], own, ({ stop }) => stop),
      ...levels('Target', 'gain', bars.data ?? [], own, ({ target }) => target),
      ...lines,
    ],
    [symbol, bars.data, own, lines],
  );
  const around = useMemo(() => shown && findAround(bars.data ?? [], shown), [bars.data, shown]);
  const at = picked ?? (execution.fill === 'close' ? around?.entry : around?.decision);
  // Both together, so that the chart doesn't change its height under a pointer.
  if (bars.isPending || indicators.isPending) return <LoadingState height={420} />;
  if (bars.error) return <ErrorState error={bars.error} retry={() => void bars.refetch()} />;
  return (
    <Grid>
      <Grid.Col span={{ base: 12, lg: 8 }}>
        <Card withBorder padding="sm">
          <Group justify="space-between" mb="xs">
            <Title order={3} size="h6">
              Prices and trades
            </Title>
            {symbols.length > 1 && (
              <Select
                size="xs"
                aria-label="Symbol"
                data={symbols}
                value={symbol}
                allowDeselect={false}
                onChange={(value) => setSymbol(value ?? symbol)}
              />
            )}
          </Group>
          {names.length > 0 && (
            <Chip.Group multiple value={drawn} onChange={choose}>
              <Group gap={6} mb="xs" role="group" aria-label="Indicators">
                {names.map((name) => (
                  <Chip key={name} value={name} size="xs" radius="sm" variant="outline">
                    {name}
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
          )}
          <TimeChart
            label={`Prices of ${symbol} with ${own.length} trades`}
            series={series}
            marks={marks}
            timeframe={timeframe}
            height={HEIGHT + panes * PANE_HEIGHT}
            lowerShare={PANE_HEIGHT / HEIGHT}
            onPick={setPicked}
            window={around}
            onWindow={indicators.look}
          />
          <Text size="xs" c="dimmed" mt={4}>
            Click a bar to see what the rules said there.
            {!!indicators.error && ` The indicators are not there: ${toWords(indicators.error)}`}
            {bars.data.length < result.bars_total &&
              symbols.length === 1 &&
              ` The first ${formatCount(bars.data.length)} of ${formatCount(result.bars_total)} bars are shown.`}
          </Text>
        </Card>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 4 }}>
        <ExplainBar taskId={result.task_id} symbol={symbol} at={at} timeframe={timeframe} />
      </Grid.Col>
    </Grid>
  );
}

/** The bars of a trade and some around it, and the one at whose close it was decided, all by their open. */
function findAround(
  bars: readonly PriceBar[],
  { entry_time: entry, exit_time: exit }: Trade,
): { from: number; to: number; entry: number; decision: number } | undefined {
  const first = bars.findIndex(({ time }) => time >= Date.parse(entry));
  const last = bars.findIndex(({ time }) => time >= Date.parse(exit));
  if (first === -1 || last === -1) return undefined;
  const timeAt = (index: number): number => bars[Math.min(Math.max(0, index), bars.length - 1)].time;
  return {
    from: timeAt(first - AROUND),
    to: timeAt(last + AROUND),
    entry: timeAt(first),
    decision: timeAt(first - 1),
  };
}

function marksOf({ size, entry_time: entry, exit_time: exit, pnl }: Trade): ChartMark[] {
  const isLong = size > 0;
  return [
    {
      time: Date.parse(entry),
      place: isLong ? 'below' : 'above',
      shape: isLong ? 'arrowUp' : 'arrowDown',
      tone: 'main',
    },
    {
      time: Date.parse(exit),
      place: isLong ? 'above' : 'below',
      shape: 'circle',
      tone: pnl > 0 ? 'gain' : 'loss',
    },
  ];
}

/** A level while a trade with one was open, nothing in between; no series at all where no trade has one. */
function levels(
  name: string,
  tone: 'gain' | 'loss',
  bars: readonly PriceBar[],
  trades: readonly Trade[],
  levelOf: (trade: Trade) => number | null,
): ChartSeries[] {
  const spans = trades.flatMap((trade) => {
    const level = levelOf(trade);
    return level === null
      ? []
      : [{ from: Date.parse(trade.entry_time), to: Date.parse(trade.exit_time), level }];
  });
  if (spans.length === 0) return [];
  let next = 0;
  const data = bars.map(({ time }): Point => {
    while (next < spans.length && spans[next].to < time) next += 1;
    const span = spans[next];
    return span && time >= span.from - DAY_MS / 2 ? { time, value: span.level } : { time };
  });
  return [{ kind: 'dashes', name, tone, isQuiet: true, format: formatMoney, data }];
}
