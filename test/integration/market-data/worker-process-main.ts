import 'reflect-metadata';
import { loadConfig } from '#config';
import { TestClock } from './test-clock.js';
import { startWeekWorker } from './week-worker.js';

const { env, name, now } = JSON.parse(process.argv.at(-1)!) as {
  env: Record<string, string>;
  name: string;
  now: number;
};
const clock = new TestClock(now, false);
process.on('message', (instant: number) => clock.put(instant));
process.on('disconnect', () => process.exit());
await startWeekWorker(loadConfig(env), name);
process.send!('ready');
