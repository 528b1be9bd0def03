import { Alert, Anchor, List, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Schemas } from '../../api/client.js';
import { formatCount } from '../../display/format-number.js';

const MOST_LINES = 20;

/** `2 new, 0 changed, 5 unchanged bars of ACME, 1d` */
export function countsOf({
  inserted,
  changed,
  unchanged,
  symbol,
  timeframe,
}: Schemas['ImportReport']): string {
  return `${formatCount(inserted)} new, ${formatCount(changed)} changed, ${formatCount(unchanged)} unchanged bars of ${symbol}, ${timeframe}`;
}

/** Numbers and reasons of the lines that are no bars. */
export function LeftOut({
  report: { rejected, rejected_count: refused },
}: {
  report: Schemas['ImportReport'];
}): ReactNode {
  if (refused === 0) return null;
  const shown = rejected.slice(0, MOST_LINES);
  return (
    <>
      <Text size="sm">Lines left out: {formatCount(refused)}</Text>
      <List size="sm" mb="xs">
        {shown.map(({ line, reason }) => (
          <List.Item key={`${line} ${reason}`}>
            line {line}: {reason}
          </List.Item>
        ))}
      </List>
      {refused > shown.length && (
        <Text size="sm">
          and {formatCount(refused - shown.length)} more; all of them stand in quarantine once it is stored.
        </Text>
      )}
    </>
  );
}

/** What came of storing a file. */
export function ImportReport({ report }: { report: Schemas['ImportReport'] }): ReactNode {
  const { symbol, rejected_count: refused } = report;
  return (
    <Alert
      color={refused > 0 ? 'orange' : 'teal'}
      icon={<IconCheck />}
      role="status"
      title={countsOf(report)}
    >
      <LeftOut report={report} />
      <Anchor
        component={Link}
        to="/market-data/$symbol"
        params={{ symbol } as never}
        size="sm"
        c="inherit"
        underline="always"
      >
        See its prices
      </Anchor>
    </Alert>
  );
}
