import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { goldenFile, listClassics } from './classics.js';

/** Without an hour of its own, and with days that begin at one o'clock: Brazil changed its clocks at midnight. */
const ZONES = ['Asia/Tokyo', 'America/Sao_Paulo'];

/** A process has one zone at a time, and jest's own can't be changed from within. */
const RUN = `
  const { computeGolden, listClassics } = await import('./test/golden/classics.ts');
  const told = {};
  for (const zone of ${JSON.stringify(ZONES)}) {
    process.env.TZ = zone;
    const digests = [];
    for (const classic of listClassics()) digests.push((await computeGolden(classic)).result_digest);
    told[zone] = { january: new Date(Date.UTC(2015, 0, 1)).getTimezoneOffset(), digests };
  }
  console.log(JSON.stringify(told));`;

it('the classics have the digests of their goldens in any time zone', () => {
  const digests = listClassics().map((classic) => {
    const golden = JSON.parse(readFileSync(goldenFile(classic), 'utf8')) as { result_digest: string };
    return golden.result_digest;
  });
  const fromSource = ['-C', 'source', '--import', './scripts/typescript.mjs', '--input-type=module'];
  const env = { ...process.env, NODE_OPTIONS: '', TZ: ZONES[0] };
  const answer = execFileSync(process.execPath, [...fromSource, '-e', RUN], { env, encoding: 'utf8' });
  expect(JSON.parse(answer)).toEqual({
    'Asia/Tokyo': { january: -540, digests },
    'America/Sao_Paulo': { january: 120, digests },
  });
});
