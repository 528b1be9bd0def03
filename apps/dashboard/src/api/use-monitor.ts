import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { io } from 'socket.io-client';
import type { Schemas } from './client.js';

/** The figures of queues and workers every two seconds. */
export interface MonitorFigures {
  at: string;
  queues: Schemas['SystemStatistics']['queues'];
  workers: Schemas['Workers']['workers'];
}

/**
 * Undefined until the first figures come; they stay while the connection is away. Whatever was asked of the API before is
 * asked again once it is back.
 */
export function useMonitor(): MonitorFigures | undefined {
  const [figures, setFigures] = useState<MonitorFigures>();
  const queries = useQueryClient();
  useEffect(() => {
    const socket = io(`${window.location.origin}/ws/monitor`, { transports: ['websocket', 'polling'] });
    socket.on('monitor', setFigures);
    socket.io.on('reconnect', () => void queries.invalidateQueries());
    return () => void socket.close();
  }, [queries]);
  return figures;
}
