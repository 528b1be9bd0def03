import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startPostgresServer } from '../../src/embedded/postgres-server.js';

const START_DEADLINE_MS = 90_000;

/** The folder of this jest run; global-setup makes it, global-teardown ends what runs in it. */
export function testHome(): string {
  const home = process.env.BARKEEP_TEST_HOME;
  if (!home)
    throw new Error('BARKEEP_TEST_HOME is not set: is globalSetup missing from the jest configuration?');
  return home;
}

/**
 * The one PostgreSQL of this jest run: BARKEEP_TEST_POSTGRES_URL when set, else an embedded one that the first spec
 * starts (of whichever jest worker: making the folder decides) and all others wait for.
 */
export async function testPostgresUrl(): Promise<string> {
  const given = process.env.BARKEEP_TEST_POSTGRES_URL;
  if (given) return given;
  const home = testHome();
  const note = join(home, 'postgres-url');
  if (isFirst(join(home, 'postgres-starting'))) await start(home, note);
  for (let waited = 0; !existsSync(note); waited += 50) {
    if (waited > START_DEADLINE_MS)
      throw new Error('the PostgreSQL of the tests did not start in another worker');
    await delay(50);
  }
  return readFileSync(note, 'utf8');
}

function isFirst(marker: string): boolean {
  try {
    mkdirSync(marker);
    return true;
  } catch {
    return false;
  }
}

async function start(home: string, note: string): Promise<void> {
  const wanted = join(home, 'postgres');
  const { url, folder } = await startPostgresServer({ folder: wanted, volatile: true });
  if (folder !== wanted) writeFileSync(join(home, 'elsewhere'), folder);
  writeFileSync(`${note}.new`, url, { mode: 0o600 });
  renameSync(`${note}.new`, note);
}
