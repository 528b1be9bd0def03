import { Alert, Badge, Group, Tooltip } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Schemas } from '../../api/client.js';
import type { Fault } from '../../api/problem.js';
import { FaultList } from '../../display/error-state.js';
import { signsOf } from './signs-of.js';

const COLOURS = { good: 'teal.9', plain: 'gray.7', bad: 'red.9' } as const;

/** Why a figure is not defined is said below the figures. */
export const isOfMetrics = ({ path }: Fault): boolean => path === '/metrics';

export function Trust({ result }: { result: Schemas['BacktestResult'] }): ReactNode {
  const warnings = result.warnings.filter((warning) => !isOfMetrics(warning));
  return (
    <>
      <Group gap={6} role="list" aria-label="What speaks for and against it">
        {signsOf(result).map(({ words, says, mood }) => (
          <Tooltip
            key={words}
            label={says}
            multiline
            w={280}
            events={{ hover: true, focus: true, touch: true }}
          >
            <Badge
              role="listitem"
              tabIndex={0}
              variant={mood === 'plain' ? 'outline' : 'filled'}
              color={COLOURS[mood]}
              c={mood === 'plain' ? 'var(--mantine-color-text)' : undefined}
              tt="none"
              style={{ cursor: 'help' }}
            >
              {words}
            </Badge>
          </Tooltip>
        ))}
      </Group>
      {result.trades_count === 0 && result.open_trades.length === 0 && (
        <Alert color="orange" icon={<IconInfoCircle />} title="It never traded">
          Click a bar under Prices: it says which clause of its rules stood in the way.
        </Alert>
      )}
      {warnings.length > 0 && (
        <Alert color="orange" icon={<IconInfoCircle />} title="Worth knowing">
          <FaultList faults={warnings} />
        </Alert>
      )}
    </>
  );
}
