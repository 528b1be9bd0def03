import { Card, Grid, Group, Select, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import type { Schemas } from '../../api/client.js';
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
import { barsOfRun, barsQuery } from './load-bars.js';
import { requestOf } from './request-of.js';

type Trade = Schemas['Trade'];

const DAY_MS = 86_400_000;
/** Bars that are shown on both sides of a trade that was asked for. */
const AROUND = 40;

interface PriceViewProps {
  result: Schemas['BacktestResult'];
  trades: readonly Trade[];
  /** The trade to begin with. */
  shown?: Trade;
}

/** The prices that the run saw, where it bought and sold, its stops and targets; a click on a bar explains it. */
export function PriceView({ result, trades, shown }: PriceViewProps): ReactNode {
  const { symbols, timeframe, execution } = requestOf(result);
  const [symbol, setSymbol] = useState(shown?.symbol ?? symbols[0]);
  const [picked, setPicked] = useState<number>();
  const bars = useQuery(barsQuery(barsOfRun(result, symbol)));
  const own = useMemo(() => trades.filter((trade) => trade.symbol === symbol), [trades, symbol]);
  const marks = useMemo(() => own.flatMap(marksOf), [own]);
  const series = useMemo(
    (): ChartSeries[] => [
      { kind: 'candles', name: symbol, format: formatMoney, data: bars.data ?? [] },
      ...levels('Stop', 'loss', bars.data ?? [], own, ({ stop }) => stop),
      ...levels('Target', 'gain', bars.data ?? [], own, ({ target }) => target),
    ],
    [symbol, bars.data, own],
  );
  const around = useMemo(() => shown && findAround(bars.data ?? [], shown), [bars.data, shown]);
  const at = picked ?? (execution.fill === 'close' ? around?.entry : around?.decision);
  if (bars.isPending) return <LoadingState height={420} />;
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
          <TimeChart
            label={`Prices of ${symbol} with ${own.length} trades`}
            series={series}
            marks={marks}
            timeframe={timeframe}
            height={440}
            onPick={setPicked}
            window={around}
          />
          <Text size="xs" c="dimmed" mt={4}>
            Click a bar to see what the rules said there.
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
  return [{ kind: 'dashes', name, tone, format: formatMoney, data }];
}
