import { useEffect, useRef, useState } from 'react';
import { io } from 'socket.io-client';
import { applyMessage, NEW_TASK, type TaskMessage, type TaskState } from './task-state.js';

const FINAL = new Set(['completed', 'failed', 'cancelled', 'timeout']);

export interface WatchedTask extends TaskState {
  isConnected: boolean;
  /** The server knows no such task, or will not tell of it. */
  refusal: string | null;
}

/**
 * Follows a task from its first message on, also when the page opens in the middle of it; after a lost connection the
 * server is asked for what came since. Messages of one frame are shown together.
 */
export function useTask(taskId: string): WatchedTask {
  const [watched, setWatched] = useState<WatchedTask>({ ...NEW_TASK, isConnected: false, refusal: null });
  const state = useRef<TaskState>(NEW_TASK);
  useEffect(() => {
    state.current = NEW_TASK;
    let frame = 0;
    const show = (): void => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        setWatched((known) => ({ ...known, ...state.current }));
      });
    };
    const socket = io(`${window.location.origin}/ws/backtest/${taskId}`, {
      transports: ['websocket', 'polling'],
      reconnectionDelayMax: 3_000,
      auth: (give) => give({ last_seq: state.current.seq }),
    });
    socket.on('connect', () => setWatched((known) => ({ ...known, isConnected: true })));
    socket.on('disconnect', () => setWatched((known) => ({ ...known, isConnected: false })));
    socket.on('connect_error', (error: Error & { data?: { code?: string } }) => {
      if (error.data?.code !== 'TASK_NOT_FOUND') return;
      setWatched((known) => ({ ...known, refusal: error.message }));
      socket.disconnect();
    });
    socket.onAny((event: string, data: unknown) => {
      state.current = applyMessage(state.current, { event, data } as TaskMessage);
      show();
      if (FINAL.has(event)) socket.disconnect();
    });
    return () => {
      cancelAnimationFrame(frame);
      socket.close();
    };
  }, [taskId]);
  return watched;
}
