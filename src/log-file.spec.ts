import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLogFile } from './log-file.js';

const MEGABYTE = 1_048_576;
const SETTINGS = { LOG_FILE_MEGABYTES: 1, LOG_FILES: 2 };

describe('the log file', () => {
  let home: string;
  beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'log-file-'))));
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const inFolder = (name: string) => join(home, 'logs', name);
  const read = (name: string) => readFileSync(inFolder(name), 'utf8');
  const log = async (lines: readonly string[]) => {
    const { stream } = openLogFile(home, SETTINGS);
    for (const line of lines) if (!stream.write(`${line}\n`)) await once(stream, 'drain');
    stream.end();
    await once(stream, 'finish');
  };
  const lineOf = (letter: string) => letter.repeat(MEGABYTE / 4);

  test('is turned while it is written to, loses no line, and keeps as many old ones as are asked for', async () => {
    const letters = [...'abcdefghijklmnopq'];
    await log(letters.map(lineOf));
    expect(readdirSync(join(home, 'logs')).sort()).toEqual(['barkeep.log', 'barkeep.log.1', 'barkeep.log.2']);
    const kept = ['barkeep.log.2', 'barkeep.log.1', 'barkeep.log'].flatMap((name) =>
      read(name).split('\n').filter(Boolean),
    );
    expect(kept.map(([letter]) => letter)).toEqual(letters.slice(-kept.length));
    expect(kept.length).toBeGreaterThan(8);
    for (const line of kept) expect(line).toHaveLength(MEGABYTE / 4);
  });

  test('goes on with what it holds, is for its owner only, and is turned at the start when it is too large', async () => {
    await log(['one']);
    await log(['two']);
    expect(read('barkeep.log')).toBe('one\ntwo\n');
    expect(statSync(inFolder('barkeep.log')).mode & 0o777).toBe(0o600);
    writeFileSync(inFolder('barkeep.log'), 'x'.repeat(MEGABYTE + 1));
    await log(['three']);
    expect(read('barkeep.log')).toBe('three\n');
    expect(statSync(inFolder('barkeep.log.1')).size).toBe(MEGABYTE + 1);
  });
});
