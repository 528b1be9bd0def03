/** Under this token the application binds the durable record of tasks (`RunHistory`). */
export const RUN_HISTORY = Symbol('RUN_HISTORY');

/** Under this token the application binds the live state of tasks (`TaskStore`). */
export const TASK_STORE = Symbol('TASK_STORE');

/** Under this token the application binds what was done to schedules at run time (`ScheduleSource`). */
export const SCHEDULE_SOURCE = Symbol('SCHEDULE_SOURCE');

/** Under this token the application may bind what names the trace of the current call (`Traceparent`). */
export const TRACEPARENT = Symbol('TRACEPARENT');

/** Gives the W3C `traceparent` of the current call, or undefined where nothing is traced. */
export type Traceparent = () => string | undefined;
