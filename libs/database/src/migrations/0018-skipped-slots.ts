/** Slots for which no task was made: left out by a rule, or passed while nobody planned. */
export const skippedSlots = {
  name: '0018-skipped-slots',
  sql: `
create table skipped_slots (
  job text not null,
  slot timestamptz not null,
  reason text not null,
  detail text,
  primary key (job, slot)
);
create index skipped_slots_by_slot on skipped_slots (slot);
create index tasks_by_slot on tasks (slot) where slot is not null;
`,
};
