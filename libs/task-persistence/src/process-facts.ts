import { hostname } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';

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
  /** How late its event loop came to what was due, in ms: the longest of a hundred times since it last said so. */
  eventLoopDelayMs?: number;
  /** Of a worker: where it takes jobs from, how many at once, and whether it takes none at present. */
  queues?: readonly string[];
  concurrency?: number;
  paused?: boolean;
}

/** What is known of a worker beside its process. */
export type WorkFacts = Pick<ProcessFacts, 'queues' | 'concurrency' | 'paused'>;

const BYTES_PER_MB = 1_048_576;
const NS_PER_MS = 1_000_000;
/** How often the event loop is looked at. */
const LOOK_MS = 10;
const roundTenth = (value: number): number => Math.round(value * 10) / 10;

/** Observes this process: each call gives its memory, and its CPU time since the call before. */
export function createProcessObserver(
  version: string,
  work: () => WorkFacts = () => ({}),
): () => ProcessFacts {
  const startedAt = Date.now() - Math.round(process.uptime() * 1_000);
  let usage = process.cpuUsage();
  let at = performance.now();
  const delay = monitorEventLoopDelay({ resolution: LOOK_MS });
  delay.enable();
  return () => {
    const { user, system } = process.cpuUsage(usage);
    const now = performance.now();
    const cpuPercent = now > at ? (user + system) / 10 / (now - at) : 0;
    usage = process.cpuUsage();
    at = now;
    // What is measured is the time between two looks.
    const eventLoopDelayMs = roundTenth(Math.max(0, delay.percentile(99) / NS_PER_MS - LOOK_MS));
    delay.reset();
    return {
      ...{ version, ...work(), hostname: hostname(), pid: process.pid, startedAt, eventLoopDelayMs },
      memoryMb: roundTenth(process.memoryUsage.rss() / BYTES_PER_MB),
      cpuPercent: roundTenth(cpuPercent),
    };
  };
}
