/** Which open times an ingest of bars brought; null for the ingests of before. */
export const ingestRanges = {
  name: '0030-ingest-ranges',
  sql: `
alter table ingest_batches
  add column first_open timestamptz,
  add column last_open timestamptz;
`,
};
