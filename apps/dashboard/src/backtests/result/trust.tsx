import { Alert, Badge, Group, Tooltip } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Schemas } from '../../api/client.js';
import { FaultList } from '../../display/error-state.js';
import { signsOf } from './signs-of.js';

const COLOURS = { good: 'teal.9', plain: 'gray.7', bad: 'red.9' } as const;

export function Trust({ result }: { result: Schemas['BacktestResult'] }): ReactNode {
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
      {result.warnings.length > 0 && (
        <Alert color="orange" icon={<IconInfoCircle />} title="Worth knowing">
          <FaultList faults={result.warnings} />
        </Alert>
      )}
    </>
  );
}
