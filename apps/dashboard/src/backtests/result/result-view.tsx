import { Card, Code, DataList, SimpleGrid, Skeleton, Stack, Tabs, Text, Title } from '@mantine/core';
import { useInViewport } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import type { Schemas } from '../../api/client.js';
import { isDaily } from '../../display/format-instant.js';
import { formatCompact, formatCount, formatDuration } from '../../display/format-number.js';
import { Instant } from '../../display/instant.js';
import { useExchange } from '../../display/use-exchange.js';
import { EquityChart } from './equity-chart.js';
import { fullEquityQuery } from './full-equity.js';
import { Headlines } from './headlines.js';
import { MetricTables } from './metric-tables.js';
import { monthlyReturns } from './monthly-returns.js';
import { MonthlyTable } from './monthly-table.js';
import { requestOf } from './request-of.js';
import { PriceView } from './price-view.js';
import { TradeList } from './trade-list.js';
import { isOfMetrics, Trust } from './trust.js';
import { useTrades } from './use-trades.js';

type Tab = 'result' | 'trades' | 'prices' | 'made-of';

/** What a finished run came to. */
export function ResultView({ result }: { result: Schemas['BacktestResult'] }): ReactNode {
  const [tab, setTab] = useState<Tab>('result');
  const [shown, setShown] = useState<Schemas['Trade']>();
  const { data: trades = result.trades } = useTrades(result, tab === 'trades' || tab === 'prices');
  const { timeframe } = requestOf(result);
  return (
    <Stack gap="sm">
      <Trust result={result} />
      <Headlines metrics={result.metrics} />
      <Tabs value={tab} onChange={(value) => setTab(value as Tab)} keepMounted={false}>
        <Tabs.List mb="sm">
          <Tabs.Tab value="result">Result</Tabs.Tab>
          <Tabs.Tab value="trades">Trades ({formatCount(result.trades_count)})</Tabs.Tab>
          <Tabs.Tab value="prices">Prices</Tabs.Tab>
          <Tabs.Tab value="made-of">Made of</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="result">
          <Stack>
            <Card withBorder padding="sm">
              <EquityChart result={result} />
            </Card>
            <Months result={result} />
            <MetricTables metrics={result.metrics} />
            <Undefined warnings={result.warnings.filter(isOfMetrics)} />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="trades">
          <TradeList
            taskId={result.task_id}
            trades={trades}
            timeframe={timeframe}
            onShow={(trade) => {
              setShown(trade);
              setTab('prices');
            }}
          />
        </Tabs.Panel>
        <Tabs.Panel value="prices">
          <PriceView result={result} trades={trades} shown={shown} />
        </Tabs.Panel>
        <Tabs.Panel value="made-of">
          <MadeOf result={result} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

function Months({ result }: { result: Schemas['BacktestResult'] }): ReactNode {
  const { zone } = useExchange();
  const { ref, inViewport } = useInViewport();
  // Megabytes for a long run, which are not to hold up what is seen first.
  const { data } = useQuery({ ...fullEquityQuery(result), enabled: inViewport });
  const days = isDaily(requestOf(result).timeframe) ? 'UTC' : zone;
  const years = useMemo(() => (data ? monthlyReturns(data, days) : []), [data, days]);
  if (!data) return <Skeleton ref={ref} h={160} />;
  return <MonthlyTable years={years} />;
}

function Undefined({ warnings }: { warnings: readonly Schemas['Fault'][] }): ReactNode {
  return (
    <Stack gap={2}>
      {warnings.map(({ message }) => (
        <Text key={message} size="xs" c="dimmed">
          {message.replaceAll('_', ' ')}
        </Text>
      ))}
    </Stack>
  );
}

/** Strategy, request and digests: what has to be the same for the result to be the same. */
function MadeOf({ result }: { result: Schemas['BacktestResult'] }): ReactNode {
  const facts: [string, ReactNode][] = [
    ['Finished', <Instant key="finished" at={result.finished_at} />],
    ['Took', formatDuration(result.duration_ms / 1_000)],
    ['Bars', formatCount(result.bars_total)],
    ['Bars a second', formatCompact(result.bars_per_second)],
    ['Warm-up', `${formatCount(result.warmup_bars)} bars`],
    ['Orders', formatCount(result.orders_count)],
    ['Engine', result.engine_version],
    ['Strategy', <Digest key="strategy" of={result.strategy_hash} />],
    ['Data', <Digest key="data" of={result.data_digest} />],
    ['Result', <Digest key="result" of={result.result_digest} />],
  ];
  return (
    <Stack>
      <Card withBorder padding="sm">
        <DataList size="sm">
          {facts.map(([label, value]) => (
            <DataList.Item key={label}>
              <DataList.ItemLabel>{label}</DataList.ItemLabel>
              <DataList.ItemValue>{value}</DataList.ItemValue>
            </DataList.Item>
          ))}
        </DataList>
      </Card>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {(['strategy', 'request'] as const).map((part) => (
          <Card withBorder padding="sm" key={part}>
            <Title order={3} size="h6" mb={4}>
              {part === 'strategy' ? 'The strategy, every default filled in' : 'The run'}
            </Title>
            <Code block tabIndex={0} mah={480} style={{ overflow: 'auto' }}>
              {JSON.stringify(result[part], null, 2)}
            </Code>
          </Card>
        ))}
      </SimpleGrid>
    </Stack>
  );
}

function Digest({ of }: { of: string }): ReactNode {
  return (
    <Text span size="xs" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
      {of}
    </Text>
  );
}
