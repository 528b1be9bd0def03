/**
 * Runs that did not end their task: their attempt failed, their worker was lost or gave the task back. The newest run stands
 * in the task's own row, so a task that ends at the first go costs nothing more.
 */
export const taskRuns = {
  name: '0038-task-runs',
  sql: `
alter table tasks add column run_started_at timestamptz;

create table task_runs (
  task_id text not null references tasks on delete cascade,
  fence integer not null,
  attempt integer not null,
  worker text not null,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  outcome text not null check (outcome in ('failed', 'lost', 'given_back')),
  error_code text,
  error_message text,
  primary key (task_id, fence)
);

-- Whoever opens a task that is running takes it from a lost worker.
create function keep_lost_run() returns trigger language plpgsql as $$
begin
  insert into task_runs
  values (old.id, old.fence, old.attempt, old.worker, coalesce(old.run_started_at, old.started_at),
    new.run_started_at, 'lost', 'WORKER_LOST', null)
  on conflict do nothing;
  return null;
end $$;
create trigger tasks_lost after update on tasks for each row
  when (old.status = 'running' and new.status = 'running' and new.fence > old.fence)
  execute function keep_lost_run();
`,
};
