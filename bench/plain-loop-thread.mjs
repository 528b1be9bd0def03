/** A thread that runs the plain loop with each pair of lengths that it is sent, on bars that it shares. */
import { parentPort, workerData } from 'node:worker_threads';
import { runPlainLoop } from './plain-loop.mjs';

parentPort.on('message', (lengths) => {
  const trades = lengths.reduce(
    (sum, one) => sum + runPlainLoop(workerData, { cash: 1e9, rate: 0 }, one).trades,
    0,
  );
  parentPort.postMessage(trades);
});
