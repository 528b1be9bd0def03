import { Anchor, Button, Card, Group, SegmentedControl, Stack, Title } from '@mantine/core';
import { IconDatabaseOff } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { api, type Schemas } from '../api/client.js';
import type { ChartSeries } from '../charts/time-chart.js';
import { ErrorState } from '../display/error-state.js';
import { formatMoney } from '../display/format-number.js';
import { LoadingState } from '../display/loading-state.js';
import { NothingHere } from '../display/nothing-here.js';
import { PageHead } from '../display/page-head.js';
import { CoverageCalendar } from './coverage-calendar.js';

const TimeChart = lazy(() =>
  import('../charts/time-chart.js').then((module) => ({ default: module.TimeChart })),
);

type Series = Schemas['StoredSeries'];
/** The other formats are files. */
type Bars = Schemas['BarPage'];

const BARS = '/api/v1/market-data/bars';
const MOST_BARS = 10_000;
const HEIGHT = 400;
const DAY_MS = 86_400_000;
/** Days back from the newest bar that hold at most so many bars, around the clock; all days where it says nothing. */
const SHOWN_DAYS: Partial<Record<Series['timeframe'], number>> = {
  '1m': 6,
  '5m': 34,
  '15m': 104,
  '30m': 208,
  '1h': 416,
};

/** What is stored of a symbol: its prices, and the days that are there or missing. */
export function SymbolPage(): ReactNode {
  const { symbol } = useParams({ from: '/market-data/$symbol' });
  const [wanted, setWanted] = useState<Series['timeframe']>();
  const coverage = api.useQuery('get', '/api/v1/market-data/coverage', {
    params: { query: { symbols: symbol, dataset: 'historical_prices' } },
  });
  const known = api.useQuery('get', '/api/v1/market-data/symbols', {});
  const daily = api.useQuery(
    'get',
    BARS,
    { params: { query: { symbol, timeframe: '1d', limit: MOST_BARS } } },
    { enabled: coverage.data !== undefined && coverage.data.count > 0 },
  );
  const days = useMemo(
    () => new Set(((daily.data as Bars | undefined)?.items ?? []).map(({ time }) => time.slice(0, 10))),
    [daily.data],
  );
  if (coverage.error && !coverage.data)
    return <ErrorState error={coverage.error} retry={() => void coverage.refetch()} />;
  if (!coverage.data) return <LoadingState height={480} />;
  const rows = coverage.data.series.filter(({ timeframe, count }) => timeframe !== null && count);
  const row =
    rows.find(({ timeframe }) => timeframe === wanted) ??
    rows.find(({ timeframe }) => timeframe === '1d') ??
    rows[0];
  const name = known.data?.symbols.find((one) => one.symbol === symbol)?.name;
  return (
    <>
      <PageHead
        title={symbol}
        what={
          <>
            <Anchor component={Link} to="/market-data" inherit underline="always">
              Market data
            </Anchor>
            {name && ` · ${name}`}
          </>
        }
      />
      {!row?.timeframe ? (
        <Card withBorder>
          <NothingHere
            icon={IconDatabaseOff}
            title={`No bars of ${symbol} are stored`}
            action={
              <Group justify="center">
                <Button component={Link} to="/market-data" search={{ tab: 'backfill' } as never}>
                  Backfill
                </Button>
                <Button
                  variant="default"
                  component={Link}
                  to="/market-data"
                  search={{ tab: 'import' } as never}
                >
                  Import a file
                </Button>
              </Group>
            }
          >
            Let a provider bring its past, or import a file.
          </NothingHere>
        </Card>
      ) : (
        <Stack>
          <Card withBorder padding="sm">
            <Group justify="space-between" mb="xs">
              <Title order={2} size="h5">
                Prices
              </Title>
              {rows.length > 1 && (
                <SegmentedControl
                  size="xs"
                  aria-label="Bars"
                  data={rows.map(({ timeframe }) => timeframe!)}
                  value={row.timeframe}
                  onChange={(value) => setWanted(value)}
                />
              )}
            </Group>
            <Prices symbol={symbol} timeframe={row.timeframe} last={row.last!} />
          </Card>
          {row.from && row.expected !== null && (
            <CoverageCalendar key={row.timeframe} row={row} days={days} />
          )}
        </Stack>
      )}
    </>
  );
}

function Prices({
  symbol,
  timeframe,
  last,
}: {
  symbol: string;
  timeframe: Series['timeframe'];
  last: string;
}): ReactNode {
  const shownDays = SHOWN_DAYS[timeframe];
  const start = shownDays && new Date(Date.parse(last) - shownDays * DAY_MS).toISOString().slice(0, 10);
  const { data, error, refetch } = api.useQuery('get', BARS, {
    params: { query: { symbol, timeframe, adjust: 'split', limit: MOST_BARS, ...(start && { start }) } },
  });
  const bars = data as Bars | undefined;
  const series = useMemo(
    (): ChartSeries[] => [
      {
        kind: 'candles',
        name: symbol,
        format: formatMoney,
        data: bars?.items.map((bar) => ({ ...bar, time: Date.parse(bar.time) })) ?? [],
      },
    ],
    [symbol, bars],
  );
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <LoadingState height={HEIGHT} />;
  return (
    <Suspense fallback={<div style={{ height: HEIGHT + 22 }} />}>
      <TimeChart label={`Prices of ${symbol}`} series={series} timeframe={timeframe} height={HEIGHT} />
    </Suspense>
  );
}
