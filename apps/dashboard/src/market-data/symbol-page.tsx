import { Anchor, Button, Card, Group, Stack } from '@mantine/core';
import { IconDatabaseOff } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { api, type Schemas } from '../api/client.js';
import { ErrorState } from '../display/error-state.js';
import { LoadingState } from '../display/loading-state.js';
import { NothingHere } from '../display/nothing-here.js';
import { PageHead } from '../display/page-head.js';
import { CoverageCalendar } from './coverage-calendar.js';
import { StoredPrices } from './stored-prices.js';

type Series = Schemas['StoredSeries'];

/** What is stored of a symbol: its prices, and the days that are there or missing. */
export function SymbolPage(): ReactNode {
  const { symbol } = useParams({ from: '/market-data/$symbol' });
  const [wanted, setWanted] = useState<Series['timeframe']>();
  const coverage = api.useQuery('get', '/api/v1/market-data/coverage', {
    params: { query: { symbols: symbol, dataset: 'historical_prices' } },
  });
  const known = api.useQuery('get', '/api/v1/market-data/symbols', {});
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
          <StoredPrices
            key={symbol}
            symbol={symbol}
            stored={rows.map(({ timeframe }) => timeframe!)}
            timeframe={wanted ?? row.timeframe}
            last={row.last!}
            onTimeframe={setWanted}
          />
          {row.from && row.expected !== null && <CoverageCalendar key={row.timeframe} row={row} />}
        </Stack>
      )}
    </>
  );
}
