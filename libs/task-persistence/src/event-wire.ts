import type { NumberedTaskEvent, TaskEvent } from '#jobs';

/** An event as the append script keeps and publishes it: `seq attempt at body`. */
export function parseEvent(taskId: string, message: string): NumberedTaskEvent {
  const [seq, attempt, at] = message.split(' ', 3);
  const body = message.slice(seq.length + attempt.length + at.length + 3);
  const event = JSON.parse(body) as TaskEvent;
  return { ...event, taskId, seq: Number(seq), at: Number(at), attempt: Number(attempt) };
}
