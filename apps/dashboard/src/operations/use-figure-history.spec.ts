import { addFigures } from './use-figure-history.js';

const said = (name: string, memory: number | null) =>
  ({ name, memory_mb: memory, cpu_percent: 1, event_loop_delay_ms: 2 }) as never;

it('keeps the newest figures of each worker, and forgets those that are gone', () => {
  let history = addFigures(new Map(), [said('w1', 100), said('w2', null)]);
  for (let memory = 101; memory <= 200; memory++) history = addFigures(history, [said('w1', memory)]);
  expect([...history.keys()]).toEqual(['w1']);
  const { memory_mb: memory, cpu_percent: cpu } = history.get('w1')!;
  expect([memory.length, memory[0], memory.at(-1), cpu.length]).toEqual([60, 141, 200, 60]);
});

it('leaves out what was not measured', () => {
  const history = addFigures(addFigures(new Map(), [said('w2', 1)]), [said('w2', null)]);
  expect(history.get('w2')).toEqual({ memory_mb: [1], cpu_percent: [1, 1], event_loop_delay_ms: [2, 2] });
});
