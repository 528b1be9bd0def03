import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { METRIC_WORDS } from './metric-words.js';

/** The name of a metric; what it says on hover, focus and touch. */
export function MetricLabel({ name }: { name: string }): ReactNode {
  const { label, says } = METRIC_WORDS[name];
  return (
    <Tooltip label={says} multiline w={260} events={{ hover: true, focus: true, touch: true }}>
      <span
        tabIndex={0}
        style={{ cursor: 'help', textDecoration: 'underline dotted', textUnderlineOffset: 3 }}
      >
        {label}
      </span>
    </Tooltip>
  );
}
