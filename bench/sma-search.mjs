const range = (from, to) => Array.from({ length: to - from + 1 }, (_, k) => from + k);
const cross = (a, b) => `(${a})[1] < (${b})[1] and ${a} > ${b}`;

/** SMA stop-and-reverse with its lengths as parameters. */
export const strategy = {
  version: 1,
  name: 'SMA stop and reverse',
  symbols: ['WALK'],
  params: { fast: 5, slow: 20 },
  rules: {
    long: { enter: cross('sma(close,fast)', 'sma(close,slow)') },
    short: { enter: cross('sma(close,slow)', 'sma(close,fast)') },
  },
  sizing: { kind: 'equity', value: 1 },
};

/** A grid of 174 cells. */
export const plan = {
  method: 'grid',
  objective: 'return_pct',
  axes: [
    { name: 'fast', values: range(5, 10) },
    { name: 'slow', values: range(20, 48) },
  ],
  constraints: [],
  maxTrials: 1_000,
  seed: 0,
};
