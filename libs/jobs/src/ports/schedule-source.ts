import type { JobName } from '../job-registry.js';
import type { ScheduleChange } from '../schedule-timeline.js';

/** Who knows what was done to schedules at run time. */
export interface ScheduleSource {
  /** What has happened since the instant (UTC ms), and the last change before it; of each job, oldest first. */
  loadChanges(since: number): Promise<ReadonlyMap<JobName, readonly ScheduleChange[]>>;
}
