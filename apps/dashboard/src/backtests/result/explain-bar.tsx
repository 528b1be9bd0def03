import { Badge, Box, Card, Code, Group, List, Stack, Text, Title } from '@mantine/core';
import { IconClick } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { api, type Schemas } from '../../api/client.js';
import { ErrorState } from '../../display/error-state.js';
import { formatBarTime, isDaily } from '../../display/format-instant.js';
import { formatCount, formatMoney, formatRatio, NO_FIGURE } from '../../display/format-number.js';
import { LoadingState } from '../../display/loading-state.js';
import { NothingHere } from '../../display/nothing-here.js';
import { useExchange } from '../../display/use-exchange.js';

type Part = Schemas['ExplainedPart'];

interface ExplainBarProps {
  taskId: string;
  symbol: string;
  /** UTC milliseconds of the bar's open; nothing was picked yet when absent. */
  at: number | undefined;
  timeframe: string;
}

/** What each rule said at the close of one bar, with the values it was made of. */
export function ExplainBar({ taskId, symbol, at, timeframe }: ExplainBarProps): ReactNode {
  const { zone } = useExchange();
  const instant = at === undefined ? '' : new Date(at).toISOString();
  const { data, error, isPending } = api.useQuery(
    'get',
    '/api/v1/backtest/runs/{task_id}/explain',
    {
      params: {
        path: { task_id: taskId },
        query: { symbol, at: isDaily(timeframe) ? instant.slice(0, 10) : instant },
      },
    },
    { enabled: at !== undefined, staleTime: Infinity },
  );
  if (at === undefined)
    return (
      <Card withBorder>
        <NothingHere icon={IconClick} title="Why did it trade?">
          Click a bar of the chart, or a row of the trades.
        </NothingHere>
      </Card>
    );
  if (error) return <ErrorState error={error} />;
  if (isPending) return <LoadingState height={200} />;
  return (
    <Card withBorder padding="sm" aria-live="polite">
      <Title order={3} size="h6">
        {symbol}, {formatBarTime(data.time, timeframe, zone)}
      </Title>
      <Text size="xs" c="dimmed" mb="xs">
        bar {formatCount(data.bar)} · holds {formatCount(data.position)} · equity {formatMoney(data.equity)}
      </Text>
      <Stack gap="sm">
        {data.rules
          .filter(({ path }) => !path.startsWith('/sizing'))
          .map((rule) => (
            <Rule key={rule.path} rule={rule} hindrance={data.hindrances[rule.path]} />
          ))}
        {data.orders.length > 0 && (
          <Text size="sm">
            Placed {data.orders.length === 1 ? 'an order' : `${data.orders.length} orders`} at the close.
          </Text>
        )}
      </Stack>
    </Card>
  );
}

function Rule({
  rule,
  hindrance,
}: {
  rule: Schemas['ExplainedRule'];
  hindrance: string | undefined;
}): ReactNode {
  const { path, value, tree, blocking } = rule;
  const isTrue = value === true;
  return (
    <Box>
      <Group gap="xs" mb={4}>
        <Text size="sm" fw={600}>
          {path
            .slice(1)
            .replace(/^rules\//, '')
            .replaceAll('/', ' · ')}
        </Text>
        {typeof value !== 'number' && (
          <Badge size="sm" tt="none" variant="filled" color={isTrue ? 'teal.9' : 'gray.7'}>
            {value === null ? 'no value yet' : isTrue ? 'true' : 'false'}
          </Badge>
        )}
      </Group>
      <Tree part={tree} />
      {hindrance && (
        <Text size="xs" className="caution" mt={4}>
          True, but no order: {hindrance.replaceAll('_', ' ')}.
        </Text>
      )}
      {!isTrue && blocking.length > 0 && (
        <Text size="xs" c="dimmed" mt={4}>
          In the way: {blocking.map(toWords).join('; ')}
        </Text>
      )}
    </Box>
  );
}

function toWords({ text, distance }: Schemas['BlockingClause']): string {
  return distance === null || distance === undefined
    ? text
    : `${text} (by ${formatRatio(Math.abs(distance))})`;
}

function Tree({ part }: { part: Part }): ReactNode {
  const { text, value, args } = part;
  const isPlain = args.length === 0 && String(value) === text;
  if (isPlain) return null;
  return (
    <Box>
      <Group gap="xs" justify="space-between" wrap="nowrap" align="flex-start">
        <Code fz="xs" bg="transparent" p={0} style={{ overflowWrap: 'anywhere' }}>
          {text}
        </Code>
        <Text size="xs" fw={600} className="figures" style={{ whiteSpace: 'nowrap' }}>
          {value === null ? NO_FIGURE : typeof value === 'number' ? formatRatio(value) : String(value)}
        </Text>
      </Group>
      {args.length > 0 && (
        <List
          listStyleType="none"
          pl="sm"
          style={{ borderLeft: '1px solid var(--mantine-color-default-border)' }}
        >
          {args.map((arg, index) => (
            <li key={index}>
              <Tree part={arg} />
            </li>
          ))}
        </List>
      )}
    </Box>
  );
}
