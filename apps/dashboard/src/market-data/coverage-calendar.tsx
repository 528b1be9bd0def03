import { Card, Group, Select, Table, Text, Title } from '@mantine/core';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import type { Schemas } from '../api/client.js';
import { formatCount } from '../display/format-number.js';
import { calendarOption } from './calendar-option.js';
import { standingsOf } from './day-standing.js';

const EChart = lazy(() => import('../charts/echart.js').then((module) => ({ default: module.EChart })));
const HEIGHT = 190;
const MOST_GAPS = 50;

interface CoverageCalendarProps {
  row: Schemas['CoverageRow'];
  /** With a daily bar, such as `2026-11-20`. */
  days: ReadonlySet<string>;
}

/** A year of a series, day by day, and its gaps as a list. */
export function CoverageCalendar({ row, days }: CoverageCalendarProps): ReactNode {
  const [first, last] = [row.from, row.to].map((day) => Number(day?.slice(0, 4)));
  const stored = Number((row.last ?? row.to)?.slice(0, 4));
  const years = Array.from({ length: last - first + 1 }, (_, index) => String(last - index));
  const [year, setYear] = useState(String(stored));
  const option = useMemo(() => calendarOption(standingsOf(row, days, Number(year)), year), [row, days, year]);
  return (
    <Card withBorder padding="sm">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h5">
          Coverage
        </Title>
        <Group gap="sm">
          <Text size="sm" c="dimmed">
            {formatCount(row.present)} of {formatCount(row.expected)} sessions
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
      <div style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={`Coverage in ${year}`}>
        <div style={{ minWidth: 760 }}>
          <Suspense fallback={<div style={{ height: HEIGHT }} />}>
            <EChart
              label={`Days of ${year} with bars, without, and holidays`}
              option={option}
              height={HEIGHT}
            />
          </Suspense>
        </div>
      </div>
      {row.gaps.length > 0 && (
        <Table fz="sm" verticalSpacing={4} mt="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Missing from</Table.Th>
              <Table.Th>to</Table.Th>
              <Table.Th ta="right">Sessions</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {row.gaps.slice(0, MOST_GAPS).map(({ from, to, sessions }) => (
              <Table.Tr key={from}>
                <Table.Td>{from}</Table.Td>
                <Table.Td>{to}</Table.Td>
                <Table.Td ta="right">{formatCount(sessions)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Card>
  );
}
