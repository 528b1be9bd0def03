import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { openLogFile } from './log-file.js';

const MEGABYTE = 1_048_576;
const SETTINGS = { LOG_FILE_MEGABYTES: 1, LOG_FILES: 2 };

describe('the log file', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'log-file-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const inLogs = (name: string) => join(folder, 'logs', name);
  const read = (name: string) => readFileSync(inLogs(name), 'utf8');
  const log = (lines: readonly string[]) => {
    const file = openLogFile(inLogs('worker.log'), SETTINGS);
    for (const line of lines) file.write(`${line}\n`);
  };
  const lineOf = (letter: string) => letter.repeat(MEGABYTE / 4);

  test('is turned while it is written to, loses no line, and keeps as many old ones as are asked for', () => {
    const letters = [...'abcdefghijklmnopq'];
    log(letters.map(lineOf));
    expect(readdirSync(join(folder, 'logs')).sort()).toEqual(['worker.log', 'worker.log.1', 'worker.log.2']);
    const kept = ['worker.log.2', 'worker.log.1', 'worker.log'].flatMap((name) =>
      read(name).split('\n').filter(Boolean),
    );
    expect(kept.map(([letter]) => letter)).toEqual(letters.slice(-kept.length));
    expect(kept.length).toBeGreaterThan(6);
    for (const line of kept) expect(line).toHaveLength(MEGABYTE / 4);
    for (const name of ['worker.log.2', 'worker.log.1', 'worker.log'])
      expect(statSync(inLogs(name)).size).toBeLessThanOrEqual(MEGABYTE);
  });

  test('goes on with what it holds, is for its owner only, and is turned when it is found too large', () => {
    log(['one']);
    log(['two']);
    expect(read('worker.log')).toBe('one\ntwo\n');
    expect(statSync(inLogs('worker.log')).mode & 0o777).toBe(0o600);
    writeFileSync(inLogs('worker.log'), 'x'.repeat(MEGABYTE + 1));
    log(['three']);
    expect(read('worker.log')).toBe('three\n');
    expect(statSync(inLogs('worker.log.1')).size).toBe(MEGABYTE + 1);
  });

  (process.platform === 'linux' ? test : test.skip)(
    'says once that the disk is full, and lets the process go on (needs /dev/full)',
    () => {
      const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
      const full = openLogFile('/dev/full', SETTINGS);
      full.write('one\n');
      full.write('two\n');
      expect(said.mock.calls.map(([line]) => line)).toEqual([
        expect.stringMatching(/^\/dev\/full can't be written: ENOSPC.*\n$/),
      ]);
      said.mockRestore();
    },
  );
});
