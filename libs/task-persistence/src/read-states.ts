import { keys, type RedisConnection } from '#redis';
import * as scripts from './task-scripts.js';

/** The fields of each task by one command: what a command costs this process is more than what its answer does. */
export async function readStates(
  redis: RedisConnection,
  taskIds: readonly string[],
): Promise<Record<string, string>[]> {
  const states = await scripts.readStates.run(redis, taskIds.map(keys.task), []);
  return states.map(toFields);
}

function toFields(state: readonly string[]): Record<string, string> {
  const fields: Record<string, string> = {};
  for (let place = 0; place < state.length; place += 2) fields[state[place]] = state[place + 1];
  return fields;
}
