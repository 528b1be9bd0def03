/** Small rules of the house that no library knows. Prints a line per fault, exits 1 when there is one. */
import { execFileSync } from 'node:child_process';
import { lstatSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

const NAMED_BY_OTHERS =
  /^(README|ARCHITECTURE|CONTRIBUTING|CHANGELOG|LICENSE|NOTICE|Dockerfile|\.[\w.-]+|[\w-]+@\.service|[\w.-]+\.(lock|json|ya?ml|csv|html|css|png|svg|ico))(\.md)?$/;
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
const EMPTY_WORDS = /(^|[-.])(utils?|helpers?|common|misc|managers?|info)([-.]|$)/;
const BINARY = /\.(png|ico|gz|parquet|arrow)$/;
const MACHINE_PATH = /\/(work|tmp|root|farm|home\/\w+|Users\/\w+)\//;
const REGISTRY = /registry\.(npmjs|yarnpkg)\.|npm\.pkg\.github|deb\.debian/;
const SILENCED = /(eslint-disable|@ts-expect-error|@ts-ignore|@ts-nocheck|prettier-ignore)/;
const REASON = / -- \S+|@ts-expect-error \S+/;
const MAX_LINES = 300;

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
  encoding: 'utf8',
})
  .split('\0')
  .filter((path) => path !== '' && lstatSync(path, { throwIfNoEntry: false })?.isFile());

function faultsOfName(path) {
  const name = basename(path);
  if (NAMED_BY_OTHERS.test(name)) return [];
  const faults = [];
  if (!KEBAB.test(name)) faults.push(`${path}: the name is not kebab-case`);
  if (EMPTY_WORDS.test(name))
    faults.push(`${path}: the name says nothing (utils, helper, common, misc, manager, info)`);
  return faults;
}

function faultsOfLine(path, line, number) {
  const at = `${path}:${number}`;
  const faults = [];
  if (MACHINE_PATH.test(line)) faults.push(`${at}: a path of one machine`);
  if (REGISTRY.test(line)) faults.push(`${at}: the host of a package registry`);
  if (SILENCED.test(line) && !REASON.test(line))
    faults.push(`${at}: a rule is silenced without a reason (-- why)`);
  return faults;
}

function faultsOfContent(path) {
  if (BINARY.test(path) || path === 'package-lock.json' || path === 'scripts/check/house-rules.mjs')
    return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  const faults = lines.flatMap((line, index) => faultsOfLine(path, line, index + 1));
  const isSource = /\.(ts|mjs|js|sql)$/.test(path) && !/\.spec\.ts$|\/migrations\//.test(path);
  const hasReason = lines.slice(0, 5).some((line) => /max-lines -- \S+|over \d+ lines: \S+/.test(line));
  if (isSource && lines.length > MAX_LINES + 1 && !hasReason) {
    faults.push(
      `${path}: ${lines.length - 1} lines and no reason at its top (eslint-disable max-lines -- why)`,
    );
  }
  return faults;
}

const faults = tracked.flatMap((path) => [...faultsOfName(path), ...faultsOfContent(path)]);
for (const fault of faults) console.log(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
