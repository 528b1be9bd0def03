/** Celery 5 as the third side of bench/tasks.mjs, where a Python has it. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** The one that comes first and the system's, which Debian's packages are for. */
const PYTHONS = ['python3', '/usr/bin/python3'];
const SCRIPT = new URL('celery-side.py', import.meta.url).pathname;
const VERSION = 'import celery, redis; print(celery.__version__)';

export const HOW_TO_GET_CELERY =
  'Celery is not beside it: no Python here has it (apt-get install python3-celery python3-redis, or pip install "celery[redis]")';

/** The Python that has Celery, with Celery's version; undefined where there is none. */
export function findCelery() {
  for (const python of PYTHONS) {
    const { status, stdout } = spawnSync(python, ['-c', VERSION], { encoding: 'utf8' });
    if (status === 0) return { python, version: stdout.trim() };
  }
  return undefined;
}

/** Starts a prefork worker and a producer; with `-E` among the flags the worker sends the events that Flower lives on. */
export async function startCelery({ python, redisUrl, processes, flags }) {
  const child = spawn(python, [SCRIPT, redisUrl, String(processes), ...flags], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error('Celery has ended');
    return value;
  };
  const ask = async (command) => {
    child.stdin.write(`${command}\n`);
    return Number(await answer());
  };
  await answer();
  return {
    /** The worker takes nothing until it is to drain. */
    hold: () => ask('hold'),
    /** Seconds that it took to queue so many, one after another. */
    enqueue: (count) => ask(`enqueue ${count}`),
    /** Seconds until so many results are kept. */
    drain: (count) => ask(`drain ${count}`),
    close: async () => {
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
}
