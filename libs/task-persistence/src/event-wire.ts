import { toRunEvents, type NumberedTaskEvent, type TaskEnding, type TaskEvent } from '#jobs';

/** An event as the append script keeps and publishes it: `seq attempt at body`. */
export function parseEvent(taskId: string, message: string): NumberedTaskEvent {
  const [seq, attempt, at] = message.split(' ', 3);
  const body = message.slice(seq.length + attempt.length + at.length + 3);
  const event = JSON.parse(body) as TaskEvent;
  return { ...event, taskId, seq: Number(seq), at: Number(at), attempt: Number(attempt) };
}

/** What is kept of a task's events: those, or the ending from which they follow and its instant. */
export type KeptWire = readonly [messages: readonly string[], ending: string | null, at: string | null];

export function toEvents(taskId: string, [messages, ending, at]: KeptWire): NumberedTaskEvent[] {
  if (messages.length > 0 || ending === null) return messages.map((message) => parseEvent(taskId, message));
  return toRunEvents(JSON.parse(ending) as TaskEnding).map((event, place) => ({
    ...event,
    ...{ taskId, seq: place + 1, at: Number(at), attempt: 1 },
  }));
}
