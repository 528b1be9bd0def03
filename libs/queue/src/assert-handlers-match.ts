import { JOB_NAMES } from '#jobs';

/**
 * Compares what a worker can run with what the registry lists.
 * @throws Error that names every job without a handler and every handler without a job.
 */
export function assertHandlersMatch(
  handlers: Readonly<Record<string, unknown>>,
  jobs: readonly string[] = JOB_NAMES,
): void {
  const known = Object.keys(handlers).filter((name) => typeof handlers[name] === 'function');
  const missing = jobs.filter((name) => !known.includes(name)).map((name) => `job ${name} has no handler`);
  const strange = Object.keys(handlers)
    .filter((name) => !jobs.includes(name))
    .map((name) => `handler ${name} has no job`);
  const faults = [...missing, ...strange];
  if (faults.length > 0) throw new Error(`Handler map and job registry disagree: ${faults.join('; ')}`);
}
