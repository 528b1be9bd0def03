/**
 * Writes what each classic does on the demo prices to test/golden/classics, for when a change of the engine is meant
 * to change it: `node -C source --import ./scripts/typescript.mjs scripts/write-classic-goldens.ts`.
 */
import { writeFileSync } from 'node:fs';
import { computeGolden, goldenFile, listClassics } from '../test/golden/classics.js';

for (const classic of listClassics()) {
  const golden = await computeGolden(classic);
  writeFileSync(goldenFile(classic), `${JSON.stringify(golden, null, 2)}\n`);
  console.log(`${classic}: ${golden.trades} trades, ${golden.metrics.return_pct?.toFixed(1)} %`);
}
