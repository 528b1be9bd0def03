import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, chownSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { startPostgresServer, type PostgresServer } from '../../../src/embedded/postgres-server.js';

/** Those that a backup leaves out: the running process, and its log, which the archive has. */
const LEFT_OUT = ['postmaster.pid', 'postmaster.opts', 'pg_wal'];

/** A PostgreSQL that archives its log, and is backed up and restored as docs/operations.md says, without pg_dump. */
export class ArchivingPostgres {
  private constructor(
    private readonly server: PostgresServer,
    private readonly archive: string,
  ) {}

  get url(): string {
    return this.server.url;
  }

  /** Where its data lies, and whatever else its account has to reach. */
  get folder(): string {
    return this.server.folder;
  }

  static async start(folder: string): Promise<ArchivingPostgres> {
    const server = await startPostgresServer({ folder });
    const archive = join(server.folder, 'archive');
    makeLike(archive, server.folder);
    const postgres = new ArchivingPostgres(server, archive);
    await postgres.query(`alter system set archive_mode = 'on'`);
    await postgres.query(
      `alter system set archive_command = 'test ! -f "${archive}/%f" && cp "%p" "${archive}/%f"'`,
    );
    await server.process.stop();
    await server.process.start();
    return postgres;
  }

  private async query<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
    return this.session(async (client) => (await client.query<Row>(sql)).rows);
  }

  /** Copies the files while the server runs; whoever writes meanwhile is not held up. */
  async backUp(to: string): Promise<void> {
    makeLike(to, this.server.folder);
    await this.session(async (client) => {
      await client.query(`select pg_backup_start('nightly', fast => true)`);
      execFileSync('cp', ['-a', join(this.server.folder, 'data'), to]);
      const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop()');
      writeLike(join(to, 'data/backup_label'), rows[0].labelfile);
    });
    for (const name of LEFT_OUT) rmSync(join(to, 'data', name), { recursive: true, force: true });
  }

  /** Ends the segment of the log that is being written, and waits until the archive has it. */
  async archiveLog(): Promise<void> {
    const [{ segment }] = await this.query<{ segment: string }>(
      'select pg_walfile_name(pg_switch_wal()) as segment',
    );
    const archived = `select count(*)::int as n from pg_stat_archiver where last_archived_wal >= '${segment}'`;
    for (let tries = 0; (await this.query<{ n: number }>(archived))[0].n === 0; tries++) {
      if (tries > 300) throw new Error(`${segment} was not archived`);
      await delay(50);
    }
  }

  /** As if the machine were lost: what the archive does not have is gone. */
  async lose(): Promise<void> {
    await this.server.process.kill();
    rmSync(join(this.server.folder, 'data'), { recursive: true });
  }

  stop(): Promise<void> {
    return this.server.process.stop();
  }

  /** A server on the files of a backup, after it has gone through the archive to its end. */
  async restore(backup: string, folder: string): Promise<PostgresServer> {
    makeLike(folder, this.server.folder);
    for (const from of [join(this.server.folder, 'password'), join(backup, 'data')])
      execFileSync('cp', ['-a', from, folder]);
    const data = join(folder, 'data');
    for (const name of ['pg_wal', 'pg_wal/archive_status']) makeLike(join(data, name), data);
    appendFileSync(
      join(data, 'postgresql.auto.conf'),
      `restore_command = 'cp "${this.archive}/%f" "%p"'\narchive_mode = 'off'\n`,
    );
    writeLike(join(data, 'recovery.signal'), '');
    return startPostgresServer({ folder });
  }

  private async session<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
    const client = new pg.Client({ connectionString: this.server.url });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }
}

/** A folder that belongs to whom another one belongs, and is for nobody else. */
function makeLike(folder: string, other: string): void {
  mkdirSync(folder, { recursive: true });
  giveLike(folder, other);
  chmodSync(folder, 0o700);
}

/** A file that belongs to whom its folder belongs. */
function writeLike(file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o600 });
  giveLike(file, dirname(file));
}

function giveLike(path: string, other: string): void {
  const { uid, gid } = statSync(other);
  chownSync(path, uid, gid);
}
