import { Text, Tooltip } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { formatDistance, formatInstant, formatUtc } from './format-instant.js';
import { NO_FIGURE } from './format-number.js';
import { useExchange } from './use-exchange.js';

/** What the tooltip says; it is made each time that it opens. */
function Elsewhere({ at, zone }: { at: string; zone: string }): ReactNode {
  const [now] = useState(() => Date.now());
  return (
    <>
      {zone}
      <br />
      {formatUtc(at)}
      <br />
      {formatDistance(at, now)}
    </>
  );
}

/** A time by the clock of the exchange; its zone, UTC and how far away it is on hover. */
export function Instant({ at }: { at: string | null | undefined }): ReactNode {
  const { zone } = useExchange();
  if (!at) return <Text span c="dimmed" inherit children={NO_FIGURE} />;
  return (
    <Tooltip label={<Elsewhere at={at} zone={zone} />}>
      <time dateTime={at} style={{ whiteSpace: 'nowrap' }}>
        {formatInstant(at, zone)}
      </time>
    </Tooltip>
  );
}
