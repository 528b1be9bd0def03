import type { QueueName } from '#jobs';
import type { LivingProcess } from '#task-persistence';

/** Whether the worker takes jobs of that queue at present; a paused one takes none. */
export function takesFrom({ facts }: LivingProcess, queue: QueueName): boolean {
  return !facts?.paused && (facts?.queues ?? []).includes(queue);
}
