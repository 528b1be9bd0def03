import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { MonitorFigures } from './use-monitor.js';

/** Asks for answers of these paths again whenever something entered, left or ended in a queue. */
export function useRefreshWithQueues(figures: MonitorFigures | undefined, paths: readonly string[]): void {
  const queries = useQueryClient();
  const counts = JSON.stringify(figures?.queues);
  const key = paths.join(' ');
  useEffect(() => {
    for (const path of key.split(' ')) void queries.invalidateQueries({ queryKey: ['get', path] });
  }, [counts, key, queries]);
}
