import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const SCRIPT = join(import.meta.dirname, 'heap-per-bar.mjs');

describe('the loop over bars', () => {
  it('leaves nothing on the heap per bar, whatever waits and whatever is read', () => {
    const told = execFileSync(process.execPath, ['--expose-gc', SCRIPT], {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    const perBar = JSON.parse(told) as Record<string, number>;
    expect(Object.keys(perBar)).toHaveLength(3);
    // A number on the heap is 16 bytes.
    for (const [strategy, bytes] of Object.entries(perBar))
      expect([strategy, bytes < 1]).toEqual([strategy, true]);
  });
});
