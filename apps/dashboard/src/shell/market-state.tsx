import { Badge, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatInstant } from '../display/format-instant.js';
import { useExchange } from '../display/use-exchange.js';

/** Whether the exchange trades, and whether Barkeep answers at all. */
export function MarketState(): ReactNode {
  const { market, zone, isAway } = useExchange();
  if (isAway)
    return (
      <Tooltip label="Barkeep does not answer. The page catches up by itself when it is back.">
        <Badge color="red" variant="filled" role="status" tt="none">
          not connected
        </Badge>
      </Tooltip>
    );
  const next = market?.is_open ? market.next_close : market?.next_open;
  return (
    <Tooltip
      label={next ? `${market?.is_open ? 'closes' : 'opens'} ${formatInstant(next, zone)}` : 'Asking …'}
      disabled={!market}
    >
      <Badge
        color={market?.is_open ? 'teal' : 'gray'}
        variant="light"
        visibleFrom="xs"
        tt="none"
        miw={112}
        role="status"
      >
        {market ? `market ${market.is_open ? 'open' : 'closed'}` : '…'}
      </Badge>
    </Tooltip>
  );
}
