import { IsIn, IsISO8601, IsObject } from 'class-validator';

/** What is told to others: that a task came to its end, that data are late, that something is not well, or is again. */
export const NOTIFICATION_EVENTS = [
  'task.completed',
  'task.failed',
  'data.stale',
  'alert.begun',
  'alert.over',
] as const;

/** A notification as it is sent; its id is that of its task. */
export class NotificationPayload {
  @IsIn(NOTIFICATION_EVENTS, { message: `event has to be one of ${NOTIFICATION_EVENTS.join(', ')}` })
  event!: (typeof NOTIFICATION_EVENTS)[number];

  /** When it happened. */
  @IsISO8601()
  at!: string;

  @IsObject()
  data!: object;
}
