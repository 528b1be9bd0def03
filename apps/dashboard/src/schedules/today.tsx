import { Accordion, Card, Table, Text, Title } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { useQueries } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { api, type Schemas } from '../api/client.js';
import { ErrorState } from '../display/error-state.js';
import { exchangeDay } from '../display/exchange-day.js';
import { formatDay, formatClock } from '../display/format-instant.js';
import { formatCount } from '../display/format-number.js';
import { Instant } from '../display/instant.js';
import { useExchange } from '../display/use-exchange.js';
import { dayChartOption } from './day-chart.js';
import { joinLeftOut, toDayMarks } from './day-marks.js';

const EChart = lazy(() => import('../charts/echart.js').then((module) => ({ default: module.EChart })));
const MINUTE_MS = 60_000;
const ROW_PX = 22;
/** A job that runs every minute of a session has 390 slots in it. */
const MOST_RUNS = 1_000;

type Job = Schemas['ScheduledJob'];

/** Every slot of today by the clock of the exchange: what ran, what will, and what was left out and why. */
export function Today({ jobs }: { jobs: readonly Job[] }): ReactNode {
  const { zone } = useExchange();
  const [now, setNow] = useState(() => Date.now());
  useInterval(() => setNow(Date.now()), MINUTE_MS, { autoInvoke: true });
  const { from, to } = useMemo(() => exchangeDay(now, zone), [now, zone]);
  const preview = api.useQuery('get', '/api/v1/schedules/preview', {
    params: { query: { from: new Date(from).toISOString(), to: new Date(to).toISOString() } },
  });
  const runs = useQueries({
    queries: jobs.map(({ job }) =>
      api.queryOptions('get', '/api/v1/schedules/{job}/runs', {
        params: { path: { job }, query: { limit: MOST_RUNS } },
      }),
    ),
    combine: (answers) => answers.flatMap(({ data }) => (data ? [data] : [])),
  });
  const slots = preview.data?.slots;
  const marks = useMemo(
    () => toDayMarks(slots ?? [], new Map(runs.map((answer) => [answer.job, answer.runs])), now),
    [slots, runs, now],
  );
  const leftOut = useMemo(() => joinLeftOut(marks), [marks]);
  const option = useMemo(
    () =>
      dayChartOption(
        marks,
        jobs.map(({ job }) => job),
        { from, to, now },
        zone,
      ),
    [marks, jobs, from, to, now, zone],
  );
  const clock = (at: number): string => formatClock(at, zone).slice(0, 5);
  const height = jobs.length * ROW_PX + 64;
  if (preview.error && !preview.data)
    return <ErrorState error={preview.error} retry={() => void preview.refetch()} />;
  return (
    <Card withBorder padding="sm">
      <Title order={2} size="h5" mb="xs">
        Today, {formatDay(from, zone)}
      </Title>
      <Suspense fallback={<div style={{ height }} />}>
        <EChart label={`The slots of ${formatDay(from, zone)} of each job`} option={option} height={height} />
      </Suspense>
      <Accordion variant="filled" chevronPosition="left" order={3} mt="xs">
        <Accordion.Item value="left-out">
          <Accordion.Control disabled={leftOut.length === 0}>
            <Text size="sm">
              Left out today: {formatCount(leftOut.reduce((sum, { count }) => sum + count, 0))} of{' '}
              {formatCount(marks.length)} slots
            </Text>
          </Accordion.Control>
          <Accordion.Panel>
            <Table.ScrollContainer minWidth={420}>
              <Table verticalSpacing={4} fz="sm">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>Job</Table.Th>
                    <Table.Th>When</Table.Th>
                    <Table.Th ta="right">Slots</Table.Th>
                    <Table.Th>Why</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {leftOut.map(({ job, reason, count, ...span }) => (
                    <Table.Tr key={`${job} ${span.from}`}>
                      <Table.Td>{job}</Table.Td>
                      <Table.Td style={{ whiteSpace: 'nowrap' }}>
                        {count === 1 ? (
                          <Instant at={new Date(span.from).toISOString()} />
                        ) : (
                          `${clock(span.from)} – ${clock(span.to)}`
                        )}
                      </Table.Td>
                      <Table.Td ta="right">{formatCount(count)}</Table.Td>
                      <Table.Td>{reason}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Card>
  );
}
