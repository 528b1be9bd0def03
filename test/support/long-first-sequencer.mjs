import TestSequencer from '@jest/test-sequencer';

/** Files of these folders start processes and browsers and take longest: begun last, one would end alone. */
const LONG = [
  'test/integration/backtest/resumed-run',
  'test/page/',
  'test/integration/market-data/simulated-week',
  'test/faults/',
  'test/e2e/',
  'test/layout/',
  'test/integration/',
  'test/security/',
  'test/architecture/',
];

const rankOf = ({ path }) => {
  const rank = LONG.findIndex((part) => path.includes(part));
  return rank === -1 ? LONG.length : rank;
};

/** The long ones first, also on a machine that has never run them; otherwise by what jest remembers of each. */
export default class LongFirstSequencer extends TestSequencer {
  sort(tests) {
    return super.sort(tests).sort((left, right) => rankOf(left) - rankOf(right));
  }
}
