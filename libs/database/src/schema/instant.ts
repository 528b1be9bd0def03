import { customType } from 'drizzle-orm/pg-core';

/** An instant: `timestamptz` in the database, UTC milliseconds in code. */
export const instant = customType<{ data: number; driverData: string }>({
  dataType: () => 'timestamp with time zone',
  toDriver: (value) => new Date(value).toISOString(),
  fromDriver: (value) => new Date(value).getTime(),
});
