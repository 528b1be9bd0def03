// node scripts/try-image.mjs: what building the image would do, without a container engine. Each stage of the Dockerfile
// is a folder; it gets what .dockerignore lets through, runs the commands, says how large it is, and the last one
// is asked for its help with nothing of this project around it. The folder is named at the end, and kept with --keep.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import dockerignore from '@balena/dockerignore';
import { DockerfileParser } from 'dockerfile-ast';

const PROJECT = resolve(import.meta.dirname, '..');
const root = mkdtempSync(join(tmpdir(), 'barkeep-image-'));
const sent = dockerignore().add(readFileSync(join(PROJECT, '.dockerignore'), 'utf8'));
const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: PROJECT, encoding: 'utf8' }).split('\0');
const context = new Set(sent.filter(tracked.filter(Boolean)));

const stages = new Map();
let stage;

/** A path inside a stage, where its files lie here. */
const inStage = (path) => resolve(stage.folder, `.${resolve(stage.workdir, path)}`);

function copyFromContext(source, target, isFolder) {
  const files = [...context].filter((file) => file === source || file.startsWith(`${source}/`));
  if (files.length === 0) throw new Error(`COPY ${source}: nothing of that name is sent to the builder`);
  for (const file of files) {
    const to =
      file === source ? (isFolder ? join(target, file) : target) : join(target, relative(source, file));
    mkdirSync(dirname(to), { recursive: true });
    cpSync(join(PROJECT, file), to);
  }
}

const STEPS = {
  FROM(instruction) {
    const name = instruction.getBuildStage() ?? 'last';
    stage = { folder: join(root, name), workdir: '/', env: {} };
    stages.set(name, stage);
    mkdirSync(stage.folder);
  },
  WORKDIR(instruction) {
    stage.workdir = instruction.getRawArgumentsContent();
    mkdirSync(inStage('.'), { recursive: true });
  },
  ENV(instruction) {
    for (const property of instruction.getProperties()) stage.env[property.getName()] = property.getValue();
  },
  COPY(instruction) {
    const paths = instruction.getArguments().map((argument) => argument.getValue().replace(/^\.\//, ''));
    const given = paths.pop();
    const target = inStage(given || '.');
    const from = instruction.getFromFlag()?.getValue();
    for (const path of paths) {
      if (from)
        cpSync(join(stages.get(from).folder, path), target, { recursive: true, verbatimSymlinks: true });
      else copyFromContext(path, target, given === '');
    }
  },
  RUN(instruction) {
    const command = instruction.getRawArgumentsContent();
    process.stdout.write(`RUN ${command}\n`);
    execFileSync('sh', ['-ec', command], {
      cwd: inStage('.'),
      env: environment(),
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  },
  ENTRYPOINT(instruction) {
    stage.entrypoint = JSON.parse(instruction.getRawArgumentsContent());
  },
};

/** Nothing of this shell but where programs are. */
function environment() {
  return { PATH: process.env.PATH, HOME: root, ...stage.env };
}

function bytesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

const megabytes = (folder) => `${Math.round(bytesOf(inStage(folder)) / 1e6)} MB`;

try {
  const parsed = DockerfileParser.parse(readFileSync(join(PROJECT, 'docker/Dockerfile'), 'utf8'));
  for (const instruction of parsed.getInstructions()) STEPS[instruction.getKeyword()]?.(instruction);
  const [program, ...args] = stage.entrypoint;
  const help = execFileSync(program, [...args, '--help'], {
    cwd: inStage('.'),
    env: environment(),
    encoding: 'utf8',
  });
  process.stdout.write(`${help.split('\n', 1)[0]}\n`);
  process.stdout.write(
    `dist ${megabytes('dist')}, modules ${megabytes('node_modules')}, in all ${megabytes('.')}\n`,
  );
} finally {
  if (process.argv.includes('--keep')) process.stdout.write(`${root}\n`);
  else rmSync(root, { recursive: true });
}
