import { Anchor, Card, Group, SegmentedControl, Select, Text, TextInput, Title } from '@mantine/core';
import { IconCalendarOff } from '@tabler/icons-react';
import { keepPreviousData } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { api, type Schemas } from '../api/client.js';
import type { ChartSeries } from '../charts/time-chart.js';
import { ErrorState } from '../display/error-state.js';
import { formatCompact, formatMoney } from '../display/format-number.js';
import { LoadingState } from '../display/loading-state.js';
import { NothingHere } from '../display/nothing-here.js';

const TimeChart = lazy(() =>
  import('../charts/time-chart.js').then((module) => ({ default: module.TimeChart })),
);

type Timeframe = Schemas['StoredSeries']['timeframe'];
type Adjustment = Schemas['BarPage']['adjust'];
/** The other formats are files. */
type Bars = Schemas['BarPage'];

const BARS = '/api/v1/market-data/bars';
const MOST_BARS = 10_000;
const HEIGHT = 400;
const DAY_MS = 86_400_000;
/** Days back from the newest bar that hold at most so many bars, around the clock; all days where it says nothing. */
const SHOWN_DAYS: Partial<Record<Timeframe, number>> = {
  '1m': 6,
  '5m': 34,
  '15m': 104,
  '30m': 208,
  '1h': 416,
};
/** From fine to coarse. */
const TIMEFRAMES: Timeframe[] = ['1m', '5m', '15m', '30m', '1h', '1d', '1w', '1mo'];
const ADJUSTMENTS: { value: Adjustment; label: string }[] = [
  { value: 'raw', label: 'Raw' },
  { value: 'split', label: 'Splits' },
  { value: 'total', label: 'Splits, dividends' },
];
const FORMATS = { csv: 'CSV', parquet: 'Parquet', arrow: 'Arrow' } as const;

interface StoredPricesProps {
  symbol: string;
  /** Of the stored series; coarser bars are joined from them. */
  stored: readonly Timeframe[];
  timeframe: Timeframe;
  /** Open time of the newest bar. */
  last: string;
  onTimeframe: (timeframe: Timeframe) => void;
}

/** Prices as they are stored, adjusted as one likes and as they were known on a day, and all of them as a file. */
export function StoredPrices({ symbol, stored, timeframe, last, onTimeframe }: StoredPricesProps): ReactNode {
  const [adjust, setAdjust] = useState<Adjustment>('split');
  const [asOf, setAsOf] = useState('');
  const finest = Math.min(...stored.map((one) => TIMEFRAMES.indexOf(one)));
  const wanted = { symbol, timeframe, adjust, ...(asOf && { as_of: asOf }) };
  const shownDays = SHOWN_DAYS[timeframe];
  const start = shownDays && new Date(Date.parse(last) - shownDays * DAY_MS).toISOString().slice(0, 10);
  return (
    <Card withBorder padding="sm">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h5">
          Prices
        </Title>
        <Group gap="xs">
          <Select
            size="xs"
            w={90}
            aria-label="Bars"
            allowDeselect={false}
            data={TIMEFRAMES.slice(finest)}
            value={timeframe}
            onChange={(value) => value && onTimeframe(value)}
          />
          <SegmentedControl
            size="xs"
            aria-label="Adjusted for"
            data={ADJUSTMENTS}
            value={adjust}
            onChange={setAdjust}
          />
          <Group gap={6} wrap="nowrap">
            <Text size="xs" component="label" htmlFor="as-of">
              As known on
            </Text>
            <TextInput
              id="as-of"
              size="xs"
              type="date"
              value={asOf}
              onChange={({ currentTarget: { value } }) => setAsOf(value)}
            />
          </Group>
        </Group>
      </Group>
      <Prices query={{ ...wanted, limit: MOST_BARS, ...(start && { start }) }} />
      <Text size="sm" c="dimmed" mt="xs">
        {start ? `Shown from ${start}. ` : ''}
        {stored.includes(timeframe) ? '' : `${timeframe} is joined from finer bars. `}
        All of it as a file:
        {Object.entries(FORMATS).map(([format, label]) => (
          <Anchor
            key={format}
            href={`${BARS}?${String(new URLSearchParams({ ...wanted, format }))}`}
            download
            inherit
            underline="always"
            ml={6}
          >
            {label}
          </Anchor>
        ))}
      </Text>
    </Card>
  );
}

interface PricesProps {
  query: { symbol: string; timeframe: Timeframe; adjust: Adjustment; limit: number };
}

function Prices({ query }: PricesProps): ReactNode {
  const { data, error, refetch } = api.useQuery(
    'get',
    BARS,
    { params: { query } },
    { placeholderData: keepPreviousData },
  );
  const bars = data as Bars | undefined;
  const { symbol, timeframe } = query;
  const series = useMemo((): ChartSeries[] => {
    const rows = bars?.items.map((bar) => ({ ...bar, time: Date.parse(bar.time) })) ?? [];
    const volume = rows.map(({ time, volume: value }) => ({ time, value }));
    return [
      { kind: 'candles', name: symbol, format: formatMoney, data: rows },
      { kind: 'columns', name: 'Volume', format: formatCompact, tone: 'muted', pane: 1, data: volume },
    ];
  }, [symbol, bars]);
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!bars) return <LoadingState height={HEIGHT} />;
  if (bars.items.length === 0)
    return (
      <div style={{ minHeight: HEIGHT }}>
        <NothingHere icon={IconCalendarOff} title="Nothing of it was known then">
          What is stored came later. Choose a later day, or none for what is known today.
        </NothingHere>
      </div>
    );
  return (
    <Suspense fallback={<div style={{ height: HEIGHT + 22 }} />}>
      <TimeChart
        label={`Prices of ${symbol}`}
        series={series}
        timeframe={timeframe}
        height={HEIGHT}
        lowerShare={0.2}
      />
    </Suspense>
  );
}
