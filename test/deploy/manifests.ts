import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** Where what is installed elsewhere lies. */
export const DOCKER = resolve(import.meta.dirname, '../../docker');

/** A manifest as Kubernetes reads it. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; labels?: Record<string, string> };
  spec: Record<string, unknown>;
  data?: Record<string, string>;
}

/** Whether a program is on this machine; what needs it is skipped elsewhere, with that reason. */
export function hasProgram(name: string): boolean {
  return spawnSync(name, ['--help'], { stdio: 'ignore' }).error === undefined;
}

/** The documents of a file below the folder `docker`. */
export function readDocuments(file: string): unknown[] {
  const text = readFileSync(join(DOCKER, file), 'utf8');
  return parseAllDocuments(text, { merge: true }).map((document) => document.toJS() as unknown);
}

/** An overlay as it would be applied. */
export function renderOverlay(name: string): Manifest[] {
  const text = execFileSync('kubectl', ['kustomize', join(DOCKER, 'kubernetes/overlays', name)], {
    encoding: 'utf8',
  });
  return parseAllDocuments(text).map((document) => document.toJS() as Manifest);
}
