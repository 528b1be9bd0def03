/** Under this token the application binds the durable record of tasks (`RunHistory`). */
export const RUN_HISTORY = Symbol('RUN_HISTORY');

/** Under this token the application binds the live state of tasks (`TaskStore`). */
export const TASK_STORE = Symbol('TASK_STORE');

/** Under this token the application binds what was done to schedules at run time (`ScheduleSource`). */
export const SCHEDULE_SOURCE = Symbol('SCHEDULE_SOURCE');

/** Under this token the application may bind what names the trace of the current call (`Traceparent`). */
export const TRACEPARENT = Symbol('TRACEPARENT');

/** Under this token the application may bind what watches steps inside a room (`AroundStep`). */
export const AROUND_STEP = Symbol('AROUND_STEP');

/** A step by its name and by figures and words that hold nothing of anybody's data. */
export interface Step {
  name: string;
  attributes?: Readonly<Record<string, string | number | boolean>>;
}

/** Does the work, which is a step of the current call, and gives what it gives. */
export type AroundStep = <Result>(step: Step, work: () => Promise<Result>) => Promise<Result>;

/** Gives the W3C `traceparent` of the current call, or undefined where nothing is traced. */
export type Traceparent = () => string | undefined;
