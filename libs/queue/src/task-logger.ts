import { Logger } from '@nestjs/common';
import type { TaskLogger } from '#jobs';

const log = new Logger('Task');

/** A logger whose lines carry the task's id. */
export function createTaskLogger(taskId: string): TaskLogger {
  const line = (message: string, fields: object = {}): object => ({ message, task_id: taskId, ...fields });
  return {
    debug: (message, fields) => log.debug(line(message, fields)),
    info: (message, fields) => log.log(line(message, fields)),
    warn: (message, fields) => log.warn(line(message, fields)),
    error: (message, fields) => log.error(line(message, fields)),
  };
}
