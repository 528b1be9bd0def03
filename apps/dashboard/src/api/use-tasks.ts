import { useEffect, useState } from 'react';
import { io } from 'socket.io-client';
import type { Schemas } from './client.js';
import type { TaskMessage } from './task-state.js';

type Live = Partial<Schemas['TaskStatus']>;

/** As many as the server lets one connection follow. */
const MOST = 200;
/** Twenty running tasks tell something two hundred times a second; who reads a list needs it once. */
const SHOW_EVERY_MS = 1_000;

/** The newest message of each of the tasks, over one connection; tasks that are gone are left out. */
export function useTasks(taskIds: readonly string[]): ReadonlyMap<string, Live> {
  const [known, setKnown] = useState<ReadonlyMap<string, Live>>(new Map());
  const key = taskIds.slice(0, MOST).join(' ');
  useEffect(() => {
    if (key === '') return undefined;
    const ids = key.split(' ');
    const news = new Map<string, Live>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (): void => {
      timer = undefined;
      const told = [...news];
      news.clear();
      setKnown(
        (before) =>
          new Map([...before, ...told.map(([id, live]) => [id, { ...before.get(id), ...live }] as const)]),
      );
    };
    const socket = io(`${window.location.origin}/ws/tasks`, { transports: ['websocket', 'polling'] });
    // Also after each reconnection, which begins with how each task stands.
    socket.on('connect', () => socket.emit('subscribe', { task_ids: ids }));
    socket.onAny((event: TaskMessage['event'], data: TaskMessage['data']) => {
      if (event === 'partial' || !('task_id' in data)) return;
      news.set(data.task_id, { ...news.get(data.task_id), ...(data as Live) });
      timer ??= setTimeout(show, SHOW_EVERY_MS);
    });
    return () => {
      clearTimeout(timer);
      socket.close();
    };
  }, [key]);
  return known;
}
