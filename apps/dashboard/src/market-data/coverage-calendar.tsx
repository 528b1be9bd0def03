import { Card, Group, Select, Table, Text, Title } from '@mantine/core';
import { keepPreviousData } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { api, type Schemas } from '../api/client.js';
import { ErrorState } from '../display/error-state.js';
import { formatCount } from '../display/format-number.js';
import { calendarOption, countStandings } from './calendar-option.js';
import { listHoles } from './list-holes.js';

const EChart = lazy(() => import('../charts/echart.js').then((module) => ({ default: module.EChart })));
const HEIGHT = 190;
const MOST_HOLES = 50;
const NO_DAYS: readonly Schemas['CoveredDay'][] = [];

/** A year of a series, day by day, and its holes as a list. */
export function CoverageCalendar({ row }: { row: Schemas['CoverageRow'] }): ReactNode {
  const [first, last] = [row.from, row.to].map((day) => Number(day?.slice(0, 4)));
  const stored = (row.last ?? row.to)?.slice(0, 4) ?? '';
  const years = Array.from({ length: last - first + 1 }, (_, index) => String(last - index));
  const [year, setYear] = useState(stored);
  const from = [row.from ?? '', `${year}-01-01`].sort()[1];
  const to = [row.to ?? '', `${year}-12-31`].sort()[0];
  const answer = api.useQuery(
    'get',
    '/api/v1/market-data/coverage/days',
    { params: { query: { symbol: row.symbol, timeframe: row.timeframe as '1d', from, to } } },
    { placeholderData: keepPreviousData },
  );
  const days = answer.data?.days ?? NO_DAYS;
  const option = useMemo(() => calendarOption(days, year), [days, year]);
  return (
    <Card withBorder padding="sm">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h5">
          Coverage
        </Title>
        <Group gap="sm">
          <Text size="sm" c="dimmed">
            {formatCount(row.present)} of {formatCount(row.expected)} sessions
            {row.partial.length > 0 &&
              `, ${formatCount(row.partial.reduce((sum, { sessions }) => sum + sessions, 0))} of them in part`}
          </Text>
          <Select
            size="xs"
            w={100}
            aria-label="Year"
            allowDeselect={false}
            data={years}
            value={year}
            onChange={(value) => setYear(value ?? year)}
          />
        </Group>
      </Group>
      {answer.error && !answer.data ? (
        <ErrorState error={answer.error} retry={() => void answer.refetch()} />
      ) : (
        <>
          <div style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={`Coverage in ${year}`}>
            <div style={{ minWidth: 760 }}>
              <Suspense fallback={<div style={{ height: HEIGHT }} />}>
                <EChart label={`Days of ${year}: ${countStandings(days)}`} option={option} height={HEIGHT} />
              </Suspense>
            </div>
          </div>
          <Holes days={days} />
        </>
      )}
    </Card>
  );
}

function Holes({ days }: { days: readonly Schemas['CoveredDay'][] }): ReactNode {
  const holes = listHoles(days);
  if (holes.length === 0) return null;
  return (
    <>
      <Table.ScrollContainer minWidth={500}>
        <Table fz="sm" verticalSpacing={4} mt="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>From</Table.Th>
              <Table.Th>to</Table.Th>
              <Table.Th>Standing</Table.Th>
              <Table.Th ta="right">Sessions</Table.Th>
              <Table.Th ta="right">Bars</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {holes.slice(0, MOST_HOLES).map(({ from, to, standing, sessions, bars, expected }) => (
              <Table.Tr key={from}>
                <Table.Td style={{ whiteSpace: 'nowrap' }}>{from}</Table.Td>
                <Table.Td style={{ whiteSpace: 'nowrap' }}>{to}</Table.Td>
                <Table.Td>{standing}</Table.Td>
                <Table.Td ta="right">{formatCount(sessions)}</Table.Td>
                <Table.Td ta="right">
                  {formatCount(bars)} of {formatCount(expected)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {holes.length > MOST_HOLES && (
        <Text size="sm" c="dimmed" mt={4}>
          and {formatCount(holes.length - MOST_HOLES)} more in this year
        </Text>
      )}
    </>
  );
}
