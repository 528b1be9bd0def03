import { compileStrategy, type CompiledStrategy } from '#strategy';
import type { Golden } from './reference.js';

type Document = Record<string, unknown>;

/** A crossing that is strict on both bars, as the goldens have it. */
const crosses = (a: string, b: string): string => `(${a})[1] < (${b})[1] and (${a}) > (${b})`;

const all = { kind: 'equity', value: 1 };

const stopAndReverse = ({ params }: Golden): Document => {
  const [fast, slow] = [`sma(close,${params.fast})`, `sma(close,${params.slow})`];
  return {
    rules: { long: { enter: crosses(fast, slow) }, short: { enter: crosses(slow, fast) } },
    sizing: all,
    // A second signal on one side replaces what is held there, as exclusive orders do.
    limits: { pyramiding: 2 },
  };
};

const longOnCross = ({ params }: Golden): Document => {
  const [fast, slow] = [`sma(close,${params.fast})`, `sma(close,${params.slow})`];
  return { rules: { long: { enter: crosses(fast, slow), exit: crosses(slow, fast) } }, sizing: all };
};

/** The goldens that strategy.v1 can state, by the name of their strategy. */
export const DOCUMENTS: Readonly<Record<string, (golden: Golden) => Document>> = {
  sma_cross_10_20_excl: stopAndReverse,
  sma_cross_10_20_excl_on_close: stopAndReverse,
  sma_cross_50_200_long: longOnCross,
  liquidation_10x: longOnCross,
  rsi14_30_70_long: ({ params }) => ({
    rules: {
      long: { enter: `rsi(close,${params.n}) < ${params.lo}`, exit: `rsi(close,${params.n}) > ${params.hi}` },
    },
    sizing: { kind: 'equity', value: params.size },
  }),
  short_only_spread: () => ({
    rules: {
      short: {
        enter: crosses('sma(close,30)', 'sma(close,10)'),
        exit: crosses('sma(close,10)', 'sma(close,30)'),
      },
    },
    sizing: all,
  }),
  time_exit_10_bars: ({ params }) => ({
    rules: { long: { enter: `rsi(close,14) < ${params.lo}`, stops: [{ kind: 'time', bars: params.hold }] } },
    sizing: all,
  }),
  atr14_trailing_3x: ({ params }) => ({
    rules: {
      long: {
        enter: 'close > sma(close,50)',
        stops: [{ kind: 'trail', distance: `${params.mult} * atr(${params.n})` }],
      },
    },
    sizing: all,
  }),
  bracket_5_10_ls: ({ params: { sl, tp } }) => ({
    rules: {
      long: {
        enter: `not in_position and ${crosses('sma(close,10)', 'sma(close,30)')}`,
        stops: [
          { kind: 'stop', at: `close * ${1 - sl}` },
          { kind: 'target', at: `close * ${1 + tp}` },
        ],
      },
      short: {
        enter: `not in_position and ${crosses('sma(close,30)', 'sma(close,10)')}`,
        stops: [
          { kind: 'stop', at: `close * ${1 + sl}` },
          { kind: 'target', at: `close * ${1 - tp}` },
        ],
      },
    },
    sizing: all,
  }),
};

/** The golden's strategy compiled from strategy.v1 for its instrument. */
export function compileGolden(golden: Golden, symbol: string): CompiledStrategy {
  const document = { version: 1, name: golden.id, symbols: [symbol], ...DOCUMENTS[golden.strategy](golden) };
  const compiled = compileStrategy(document, { warmup: 'first_defined' });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  return compiled.strategy;
}
