import { NO_PROGRESS, type TaskEnding, type TaskEvent, type TaskProgress } from './task.js';

/** With this each run begins. */
export const STARTED: TaskEvent = {
  event: 'progress',
  progress: { ...NO_PROGRESS, message: 'Started', stage: 'loading' },
};

/** What watchers are told at the end; of a completed task its last progress before. */
export function toLastEvents(
  ending: TaskEnding,
  reported: TaskProgress = NO_PROGRESS,
): [...TaskEvent[], TaskEvent] {
  const ended: TaskEvent = { event: ending.status, ending };
  return ending.status === 'completed'
    ? [{ event: 'progress', progress: toFinalProgress(reported) }, ended]
    : [ended];
}

/** What was reported last, at its end. */
function toFinalProgress(reported: TaskProgress): TaskProgress {
  return {
    ...reported,
    percent: 100,
    message: 'Done',
    stage: 'done',
    barsDone: reported.barsTotal,
    etaSeconds: 0,
  };
}

/** All that is told of a run that reported nothing and ended its task. */
export function toRunEvents(ending: TaskEnding): TaskEvent[] {
  return [STARTED, ...toLastEvents(ending)];
}
