import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../e2e/support/product.js';
import { runFaults } from './fault-run.js';

const isBuilt = existsSync(join(PROJECT, 'dist/bundle/worker.js'));

(isBuilt ? it : it.skip)(
  'every queued backtest has one result, and the right one, whatever becomes of workers and Redis (needs a build)',
  async () => {
    const report = await runFaults({ bars: 13_000, tasks: 24, kills: 2, redisRestarts: 1 });
    expect(report).toMatchObject({ completed: 24, results: 24, wrong: 0, otherEndings: 0, kills: 2 });
  },
  240_000,
);
