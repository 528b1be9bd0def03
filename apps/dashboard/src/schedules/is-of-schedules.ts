/** Whether a query asks for what changes with a schedule. */
export function isOfSchedules([, path]: readonly unknown[]): boolean {
  return String(path).startsWith('/api/v1/schedules');
}
