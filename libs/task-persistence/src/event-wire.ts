import { toRunEvents, type NumberedTaskEvent, type TaskEnding, type TaskEvent } from '#jobs';

/** An event as the append script keeps and publishes it: `seq attempt at body`. */
export function parseEvent(taskId: string, message: string): NumberedTaskEvent {
  const [seq, attempt, at] = message.split(' ', 3);
  const body = message.slice(seq.length + attempt.length + at.length + 3);
  const event = JSON.parse(body) as TaskEvent;
  return { ...event, taskId, seq: Number(seq), at: Number(at), attempt: Number(attempt) };
}

/** What is kept of a task's events: those, or the ending from which they follow, its status and its instant. */
export type KeptWire = readonly [
  messages: readonly string[],
  ending: string | null,
  status: string | null,
  finishedAt: string | null,
];

/** What is kept of an ending beside its status and its instant, without what it has not. */
export function toEndingWire({ outcome, error, summary }: TaskEnding): string {
  return JSON.stringify({ outcome, error: error ?? undefined, summary: summary ?? undefined });
}

export function toEvents(
  taskId: string,
  [messages, wire, status, finishedAt]: KeptWire,
): NumberedTaskEvent[] {
  if (messages.length > 0 || wire === null) return messages.map((message) => parseEvent(taskId, message));
  const at = Number(finishedAt);
  const kept = JSON.parse(wire) as Partial<TaskEnding>;
  const ending = { outcome: null, error: null, summary: null, ...kept, status, finishedAt: at } as TaskEnding;
  return toRunEvents(ending).map((event, place) => ({
    ...event,
    ...{ taskId, seq: place + 1, at, attempt: 1 },
  }));
}
