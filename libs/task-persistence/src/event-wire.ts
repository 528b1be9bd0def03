import type { NumberedTaskEvent, TaskEvent } from '#jobs';

/** An event as the append script publishes it: `seq attempt at body`. */
export function parsePublished(taskId: string, message: string): NumberedTaskEvent {
  const [seq, attempt, at] = message.split(' ', 3);
  const body = message.slice(seq.length + attempt.length + at.length + 3);
  return number(taskId, Number(seq), Number(attempt), Number(at), body);
}

/** An event as it lies in the stream: entry id `<seq>-0`, fields a(ttempt), t(ime), e(vent). */
export function parseStored(
  taskId: string,
  [entryId, fields]: [id: string, fields: string[]],
): NumberedTaskEvent {
  const [, attempt, , at, , body] = fields;
  return number(taskId, Number.parseInt(entryId, 10), Number(attempt), Number(at), body);
}

function number(taskId: string, seq: number, attempt: number, at: number, body: string): NumberedTaskEvent {
  return { ...(JSON.parse(body) as TaskEvent), taskId, seq, at, attempt };
}
