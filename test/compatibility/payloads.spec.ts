import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isJobName, parsePayload, type JobName } from '#jobs';

const FOLDER = join(import.meta.dirname, 'payloads');

/** What each version put into the queues; a file is added with each release and never changed. */
const payloads = readdirSync(FOLDER).flatMap((file) => {
  const byJob = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Record<string, object[]>;
  return Object.entries(byJob).flatMap(([job, all]) =>
    all.map((payload) => [file.replace('.json', ''), job, payload] as const),
  );
});

describe('a job that was queued by an older version', () => {
  it.each(payloads)(
    'of %s, named %s, is still known, and its payload %j is read',
    async (_version, job, payload) => {
      expect(isJobName(job)).toBe(true);
      await expect(parsePayload(job as JobName, payload)).resolves.toMatchObject(payload);
    },
  );
});
