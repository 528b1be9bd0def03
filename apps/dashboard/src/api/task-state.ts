import type { Schemas } from './client.js';

type Status = Schemas['TaskStatus'];

/** Members that every message of a task carries. */
interface Head {
  task_id: string;
  seq: number;
  at: string;
  attempt: number;
}

export interface Ending extends Head {
  status: Status['status'];
  outcome: string | null;
  finished_at: string | null;
  metrics?: Record<string, unknown>;
  code?: string | null;
  message?: string | null;
}

interface Partial extends Head {
  equity: { time: string[]; equity: number[] };
  trades: Schemas['Trade'][];
}

/** One message of the socket, by its name. */
export type TaskMessage =
  | { event: 'snapshot'; data: Status & Head & { reset?: boolean } }
  | { event: 'progress'; data: globalThis.Partial<Status> & Head }
  | { event: 'partial'; data: Partial }
  | { event: 'retrying'; data: Head & { status: 'pending'; delay_ms: number; reason: string } }
  | { event: 'completed' | 'failed' | 'cancelled' | 'timeout'; data: Ending };

/** What a page knows of a task from its messages. */
export interface TaskState {
  status: globalThis.Partial<Status>;
  /** UTC milliseconds and money, in order. */
  equity: { time: number[]; value: number[] };
  trades: Schemas['Trade'][];
  /** Why the newest attempt follows an earlier one. */
  retrying: string | null;
  ending: Ending | null;
  /** The number of the newest message; what is sent again up to here is dropped. */
  seq: number;
}

const NOTHING_COMPUTED = { equity: { time: [], value: [] }, trades: [] };

export const NEW_TASK: TaskState = { status: {}, ...NOTHING_COMPUTED, retrying: null, ending: null, seq: 0 };

/** The state after a message. Pure, so that a replay gives the same as having been there. */
export function applyMessage(state: TaskState, { event, data }: TaskMessage): TaskState {
  const isKnown = data.seq <= state.seq;
  if (event === 'snapshot') {
    const kept = data.reset ? { ...state, ...NOTHING_COMPUTED } : state;
    return { ...kept, status: { ...state.status, ...data }, seq: Math.max(data.seq, state.seq) };
  }
  if (event !== 'progress' && event !== 'partial' && event !== 'retrying') {
    return state.ending
      ? state
      : { ...state, status: { ...state.status, ...statusOf(data) }, ending: data, seq: data.seq };
  }
  if (isKnown) return state;
  const next = { ...state, seq: data.seq };
  if (event === 'progress') return { ...next, status: { ...state.status, ...data } };
  // A new attempt computes everything again.
  if (event === 'retrying')
    return { ...next, ...NOTHING_COMPUTED, status: { ...state.status, ...data }, retrying: data.reason };
  return {
    ...next,
    equity: {
      time: state.equity.time.concat(data.equity.time.map((time) => Date.parse(time))),
      value: state.equity.value.concat(data.equity.equity),
    },
    trades: state.trades.concat(data.trades),
  };
}

function statusOf({ status, finished_at: finishedAt, outcome }: Ending): globalThis.Partial<Status> {
  return { status, finished_at: finishedAt, outcome: outcome as Status['outcome'], eta_seconds: null };
}
