/**
 * What a client waits: submit → first progress and submit → completed over a socket, one run after another.
 * Against a running Barkeep: node bench/service.mjs [base] [submissions] [run body file]
 */
import { readFileSync } from 'node:fs';
import { io } from 'socket.io-client';

const base = process.argv[2] ?? 'http://127.0.0.1:8000';
const submissions = Number(process.argv[3] ?? 50);
const body = readFileSync(process.argv[4] ?? new URL('../examples/sma-cross.json', import.meta.url), 'utf8');

async function submit() {
  const answer = await fetch(`${base}/api/v1/backtest/run`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  if (answer.status !== 202) throw new Error(`submission refused: ${await answer.text()}`);
  return answer.json();
}

/** Milliseconds from the submission to the first progress heard and to the final message. */
async function measure() {
  const before = performance.now();
  const { websocket_url: path } = await submit();
  const socket = io(base + path, { transports: ['websocket'], forceNew: true, auth: { last_seq: 0 } });
  let firstProgress;
  try {
    await new Promise((resolve, reject) => {
      socket.on('progress', () => (firstProgress ??= performance.now() - before));
      socket.on('completed', resolve);
      for (const ending of ['failed', 'timeout', 'cancelled', 'connect_error'])
        socket.on(ending, (message) => reject(new Error(`${ending}: ${JSON.stringify(message)}`)));
    });
    return { firstProgress, completed: performance.now() - before };
  } finally {
    socket.disconnect();
  }
}

function quantiles(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(1);
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`;
}

await measure(); // the first one loads the bars and starts the thread
const runs = [];
for (let k = 0; k < submissions; k += 1) runs.push(await measure());
console.log(`${submissions} submissions, one after another`);
console.log(`submit → first progress  ${quantiles(runs.map((run) => run.firstProgress))}`);
console.log(`submit → completed       ${quantiles(runs.map((run) => run.completed))}`);
