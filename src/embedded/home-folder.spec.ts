import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHomeFolder } from './home-folder.js';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'barkeep-home-'));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

it('belongs to one process until that gives it back', () => {
  const path = join(parent, 'home');
  const home = openHomeFolder(path);
  expect(() => openHomeFolder(path)).toThrow(
    `another Barkeep (process ${process.pid}) already runs in ${path}`,
  );
  home.release();
  expect(openHomeFolder(path).path).toBe(path);
});

it('is taken over from a process that was killed', async () => {
  const ended = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => ended.on('close', resolve));
  writeFileSync(join(parent, 'running.pid'), `${ended.pid}\n123\n`);
  expect(openHomeFolder(parent).path).toBe(parent);
});

it('is taken over when the number of the killed process belongs to another one now', () => {
  writeFileSync(join(parent, 'running.pid'), `${process.pid}\n1\n`);
  expect(openHomeFolder(parent).path).toBe(parent);
});

it('says in one line that the folder is a file', () => {
  const file = join(parent, 'file');
  writeFileSync(file, '');
  expect(() => openHomeFolder(join(file, 'home'))).toThrow(
    /^the folder .* can't be used: .*; set BARKEEP_HOME$/,
  );
});
