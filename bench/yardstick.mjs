import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cash } from './sma-reversal.mjs';

/** The C yardstick over a series, built into a folder of its own; undefined where no compiler is. */
export function buildYardstick(series) {
  const folder = mkdtempSync(join(tmpdir(), 'yardstick-'));
  const [program, data] = [join(folder, 'yardstick'), join(folder, 'columns')];
  const remove = () => rmSync(folder, { recursive: true });
  try {
    const source = new URL('yardstick.c', import.meta.url).pathname;
    execFileSync('cc', ['-O2', '-o', program, source, '-lm'], { stdio: 'pipe' });
  } catch {
    remove();
    return undefined;
  }
  const columns = [series.openTime, series.open, series.close];
  writeFileSync(data, Buffer.concat(columns.map((one) => Buffer.from(Float64Array.from(one).buffer))));
  const run = (repeats, withMetrics) => {
    const options = [data, series.length, repeats, cash, Number(withMetrics)].map(String);
    const told = execFileSync(program, options, { encoding: 'utf8' });
    return JSON.parse(told.replace(/-?(nan|inf)/g, 'null'));
  };
  return { run, remove };
}
