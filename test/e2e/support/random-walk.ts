/** Numbers that look random and are the same in every run (a linear congruential generator). */
function* uniform(seed: number): Generator<number> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

export interface Walk {
  bars: number;
  seed: number;
  start: string;
  stepMs: number;
  /** Whether lines carry a date alone. */
  daily: boolean;
}

/** A CSV of made-up bars, each a possible one: low ≤ open, close ≤ high. */
export function randomWalkCsv({ bars, seed, start, stepMs, daily }: Walk): string {
  const random = uniform(seed);
  const draw = (): number => random.next().value as number;
  const lines = ['date,open,high,low,close,volume'];
  let price = 100;
  for (let bar = 0; bar < bars; bar++) {
    const open = price;
    price = Math.max(1, open * (1 + (draw() - 0.5) * 0.04));
    const high = Math.max(open, price) * (1 + draw() * 0.01);
    const low = Math.min(open, price) * (1 - draw() * 0.01);
    const time = new Date(Date.parse(start) + bar * stepMs).toISOString();
    const shown = [open, high, low, price].map((value) => value.toFixed(4));
    lines.push([daily ? time.slice(0, 10) : time, ...shown, Math.floor(draw() * 1e6)].join(','));
  }
  return `${lines.join('\n')}\n`;
}
