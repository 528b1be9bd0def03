import { hostname } from 'node:os';

/** What a process says of itself beside that it lives. */
export interface ProcessFacts {
  hostname: string;
  pid: number;
  version: string;
  /** UTC ms. */
  startedAt: number;
  /** Resident memory. */
  memoryMb: number;
  /** Of one core, since the last time it said so; above 100 with several threads. */
  cpuPercent: number;
  /** Of a worker: where it takes jobs from, and how many at once. */
  queues?: readonly string[];
  concurrency?: number;
}

const BYTES_PER_MB = 1_048_576;

/** Observes this process: each call gives its memory, and its CPU time since the call before. */
export function createProcessObserver(
  stated: Pick<ProcessFacts, 'version' | 'queues' | 'concurrency'>,
): () => ProcessFacts {
  const startedAt = Date.now() - Math.round(process.uptime() * 1_000);
  let usage = process.cpuUsage();
  let at = performance.now();
  return () => {
    const { user, system } = process.cpuUsage(usage);
    const now = performance.now();
    const cpuPercent = now > at ? (user + system) / 10 / (now - at) : 0;
    usage = process.cpuUsage();
    at = now;
    return {
      ...stated,
      ...{ hostname: hostname(), pid: process.pid, startedAt },
      memoryMb: Math.round((process.memoryUsage.rss() / BYTES_PER_MB) * 10) / 10,
      cpuPercent: Math.round(cpuPercent * 10) / 10,
    };
  };
}
