import { customType, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

export const runCheckpoints = pgTable(
  'run_checkpoints',
  {
    taskId: text('task_id').notNull(),
    number: integer('number').notNull(),
    packed: bytes('packed').notNull(),
  },
  (table) => [primaryKey({ columns: [table.taskId, table.number] })],
);
