import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { DOCKER, hasProgram } from './manifests.js';

// Part of systemd, not of npm: hosts without systemd have no use for the units either.
const describeWithSystemd = hasProgram('systemd-analyze') ? describe : describe.skip;

function analyze(...args: string[]): string {
  const env = { ...process.env, SYSTEMD_UNIT_PATH: `${join(DOCKER, 'systemd')}:` };
  return spawnSync('systemd-analyze', args, { env, encoding: 'utf8' }).stdout;
}

describeWithSystemd('the units (need systemd-analyze)', () => {
  it.each(['barkeep-api.service', 'barkeep-scheduler.service', 'barkeep-worker@1.service'])(
    '%s is shut in: an exposure of 1.5 of 10 at most',
    (unit) => {
      const exposure = /exposure level for \S+: ([\d.]+)/.exec(
        analyze('security', '--offline=yes', '--no-pager', unit),
      );
      expect(Number(exposure?.[1])).toBeLessThanOrEqual(1.5);
    },
  );
});
