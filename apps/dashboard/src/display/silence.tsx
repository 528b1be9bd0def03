import { Alert } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useReasonAgainst } from '../access/session.js';
import type { MonitorFigures } from '../api/use-monitor.js';
import { Instant } from './instant.js';

/** Figures come every two seconds. */
const LONGEST_SILENCE_MS = 6_000;

/** Says that what the page shows stands still, once no figures come any more; those who get none are told nothing. */
export function Silence({ figures }: { figures: MonitorFigures | undefined }): ReactNode {
  const [last, setLast] = useState<{ figures: MonitorFigures | undefined }>();
  useEffect(() => {
    const timer = setTimeout(() => setLast({ figures }), LONGEST_SILENCE_MS);
    return () => clearTimeout(timer);
  }, [figures]);
  const isHeard = useReasonAgainst('operator') === undefined;
  if (!isHeard || last === undefined || last.figures !== figures) return null;
  return (
    <Alert
      color="orange"
      icon={<IconPlugConnectedX />}
      role="status"
      mb="sm"
      title="Barkeep or its Redis is away"
    >
      {figures ? (
        <>
          What is shown is of <Instant at={figures.at} />.
        </>
      ) : (
        'There are no figures yet.'
      )}{' '}
      It goes on by itself.
    </Alert>
  );
}
