import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import dockerignore from '@balena/dockerignore';
import { DockerfileParser, type Copy, type From, type Label } from 'dockerfile-ast';
import { DOCKER } from './manifests.js';

const PROJECT = resolve(DOCKER, '..');
const dockerfile = DockerfileParser.parse(readFileSync(join(DOCKER, 'Dockerfile'), 'utf8'));
const sent = dockerignore.default().add(readFileSync(join(PROJECT, '.dockerignore'), 'utf8'));

describe('the image', () => {
  const copies = dockerfile.getCOPYs();

  it('copies only what is sent to the builder', () => {
    const sources = copies
      .filter((copy: Copy) => copy.getFlags().every((flag) => flag.getName() !== 'from'))
      .flatMap((copy) =>
        copy
          .getArguments()
          .slice(0, -1)
          .map((argument) => argument.getValue()),
      );
    expect(sources.filter((source) => !existsSync(join(PROJECT, source)))).toEqual([]);
    expect(sources.filter((source) => sent.ignores(source))).toEqual([]);
  });

  it('sends neither secrets nor what was built or stored here', () => {
    const kept = ['.env', '.barkeep', 'dist', 'node_modules', '.git', 'logs', 'docker/.env'];
    expect(kept.filter((path) => !sent.ignores(path))).toEqual([]);
  });

  it('copies the outcome from a stage that exists', () => {
    const stages = dockerfile.getFROMs().map((from: From) => from.getBuildStage());
    const from = copies.map((copy) => copy.getFromFlag()?.getValue()).filter(Boolean);
    expect(from.length).toBeGreaterThan(0);
    for (const stage of from) expect(stages).toContain(stage);
  });

  it('runs as nobody and lets Node get the signals itself', () => {
    const last = dockerfile.getInstructions();
    const argumentsOf = (keyword: string): string | undefined =>
      last.find((instruction) => instruction.getKeyword() === keyword)?.getRawArgumentsContent() ?? undefined;
    expect(argumentsOf('USER')).toBe('1000:1000');
    expect(JSON.parse(argumentsOf('ENTRYPOINT') as string)[0]).toBe('node');
    expect(dockerfile.getHEALTHCHECKs()).toHaveLength(1);
  });

  it('answers on while a proxy takes it out', () => {
    const [environment] = dockerfile.getENVs();
    const set = Object.fromEntries(
      environment.getProperties().map((each) => [each.getName(), each.getValue()]),
    );
    expect(Number(set.DRAIN_SECONDS)).toBeGreaterThan(0);
  });

  it('gives back what a replaced engine thread held, as the units do', () => {
    const unit = readFileSync(join(DOCKER, 'systemd', 'barkeep-.service.d', 'sandbox.conf'), 'utf8');
    for (const text of [readFileSync(join(DOCKER, 'Dockerfile'), 'utf8'), unit])
      expect(text).toContain('MALLOC_MMAP_THRESHOLD_=1048576');
  });

  it('says of which version it is', () => {
    const { version } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as {
      version: string;
    };
    const [label] = dockerfile.getInstructions().filter((found) => found.getKeyword() === 'LABEL') as [Label];
    const named = label
      .getProperties()
      .find((found) => found.getName() === 'org.opencontainers.image.version');
    expect(named?.getValue()).toBe(version);
  });
});
