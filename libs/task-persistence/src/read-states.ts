import { keys, type RedisConnection } from '#redis';

/** The fields of each task, in one write to the socket: that costs more than reading them does. */
export async function readStates(
  redis: RedisConnection,
  taskIds: readonly string[],
): Promise<Record<string, string>[]> {
  const pipeline = redis.pipeline();
  for (const taskId of taskIds) pipeline.hgetall(keys.task(taskId));
  const replies = (await pipeline.exec()) ?? [];
  return replies.map(([error, fields]) => {
    if (error) throw error;
    return fields as Record<string, string>;
  });
}
