import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StubAnswer } from './stub-vendor.js';

interface Entry {
  provider: string;
  job: string | null;
  file: string;
  url: string;
  status: number;
  headers: Record<string, string>;
}

const FOLDER = join(
  process.env.BARKEEP_REFERENCE ?? join(process.cwd(), '..', 'shared'),
  'reference',
  'provider-samples',
);

export const hasRecordings = existsSync(join(FOLDER, 'manifest.json'));

const entries: readonly Entry[] = hasRecordings
  ? (JSON.parse(readFileSync(join(FOLDER, 'manifest.json'), 'utf8')) as Entry[])
  : [];

const toAnswer = ({ file, status, headers }: Entry): StubAnswer => ({
  ...{ status, headers, body: readFileSync(join(FOLDER, file), 'utf8') },
});

/** The recordings by their paths; what a vendor wants to be asked before is among them. */
export function recordedAnswers(provider: string, ...files: string[]): Record<string, StubAnswer> {
  const chosen = entries.filter(
    (entry) =>
      entry.provider === provider &&
      (entry.job === null ? entry.status === 200 && !isError(entry) : files.includes(entry.file)),
  );
  return Object.fromEntries(chosen.map((entry) => [new URL(entry.url).pathname, toAnswer(entry)]));
}

const isError = ({ file }: Entry) => file.includes('/errors/');

/** What a vendor was recorded to say instead of an answer, by the name of the file. */
export function recordedErrors(provider: string): (readonly [string, StubAnswer])[] {
  return entries
    .filter((entry) => entry.provider === provider && isError(entry))
    .map((entry) => [entry.file, toAnswer(entry)] as const);
}
