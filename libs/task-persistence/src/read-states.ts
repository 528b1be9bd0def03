import type { TaskSnapshot } from '#jobs';
import { answerOrUnavailable, keys, type RedisConnection } from '#redis';
import { toSnapshot } from './task-fields.js';
import * as scripts from './task-scripts.js';

/**
 * The state of each task by one command: what a command costs this process is more than what its answer does. The answer is one
 * text, as the client of Redis takes many times longer to read a list of short ones than JSON.parse does.
 * @throws BarkeepError STORE_UNAVAILABLE when Redis is away
 */
export async function readStates(
  redis: RedisConnection,
  taskIds: readonly string[],
): Promise<(TaskSnapshot | undefined)[]> {
  const text = await answerOrUnavailable(() => scripts.readStates.run(redis, taskIds.map(keys.task), []));
  const states = JSON.parse(text) as Record<string, string>[];
  return states.map((fields, place) => toSnapshot(taskIds[place], fields));
}
