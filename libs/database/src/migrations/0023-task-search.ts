/**
 * Tasks are found by words of what they were given and of why they failed, and counted by submitter; a replay names the
 * task that it repeats.
 */
export const taskSearch = {
  name: '0023-task-search',
  sql: `
alter table tasks add column replay_of text;

create function task_words(job text, submitter text, worker text, payload jsonb, error_message text)
returns tsvector language sql immutable as $$
  select to_tsvector('simple', concat_ws(' ', job, submitter, worker, error_message))
    || jsonb_to_tsvector('simple', payload, '["string", "numeric"]')
$$;
create index tasks_by_words on tasks using gin (task_words(job, submitter, worker, payload, error_message));
create index tasks_unfinished_by_submitter on tasks (submitter, queue) where finished_at is null;
create index tasks_by_time on tasks (created_at desc, id desc);
create index tasks_by_status on tasks (status, created_at desc, id desc);
create index tasks_by_queue on tasks (queue, created_at desc, id desc);
`,
};
