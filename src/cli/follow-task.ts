import { CliError } from './cli-error.js';
import { openProgressBar } from './progress-bar.js';
import type { ServiceClient } from './service-client.js';
import type { Terminal } from './terminal.js';
import { watchTask, type TaskEndingMessage } from './watch-task.js';

/** A task, and where it is cancelled. */
interface FollowedTask {
  taskId: string;
  cancelPath: string;
}

/**
 * Watches a task to its end, with a bar where a person looks on; Ctrl-C cancels it.
 * @throws CliError when it does not complete, or as `watchTask`.
 */
export async function followTask(
  service: ServiceClient,
  { taskId, cancelPath }: FollowedTask,
  terminal: Terminal,
): Promise<TaskEndingMessage> {
  const bar = openProgressBar(terminal);
  // A task that has just ended can't be cancelled any more, and then its ending arrives by itself.
  const onInterrupt = (): void => void service.post(cancelPath, {}).catch(() => undefined);
  process.once('SIGINT', onInterrupt);
  const ending = await watchTask(service, `/ws/backtest/${taskId}`, bar.update).finally(() => {
    bar.stop();
    process.off('SIGINT', onInterrupt);
  });
  if (ending.event !== 'completed') throw endedBadly(taskId, ending);
  return ending;
}

function endedBadly(taskId: string, { event, message, code }: TaskEndingMessage): CliError {
  const words = {
    failed: 'failed',
    cancelled: 'was cancelled',
    timeout: 'took longer than allowed',
    completed: '',
  };
  const reason = event === 'failed' && message ? `: ${message}` : '';
  return new CliError(`task ${taskId} ${words[event]}${reason}`, undefined, {
    task_id: taskId,
    status: event,
    code,
  });
}
