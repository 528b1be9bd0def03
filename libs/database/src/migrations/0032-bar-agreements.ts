/** How many providers say the same of a bar, where several were asked. */
export const barAgreements = {
  name: '0032-bar-agreements',
  sql: `
create table bar_agreements (
  instrument_id integer not null references instruments on delete cascade,
  timeframe text not null,
  open_time timestamptz not null,
  -- Whose bar is stored. Where another one has been stored since, this says nothing any more.
  provider text not null,
  agreed smallint not null,
  asked smallint not null,
  run_id text not null,
  known_at timestamptz not null default now(),
  primary key (instrument_id, timeframe, open_time)
);
`,
};
