import { boolean, pgTable } from 'drizzle-orm/pg-core';
import { instant } from './instant.js';

export const notificationCursor = pgTable('notification_cursor', {
  singleton: boolean('singleton').primaryKey().default(true),
  begunAt: instant('begun_at').notNull(),
  seenTo: instant('seen_to').notNull(),
});
