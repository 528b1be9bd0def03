import { runBacktest } from '#backtest-engine';
import { compileGolden, DOCUMENTS } from './golden-documents.js';
import { differencesFrom } from './compare-golden.js';
import { toStrategy } from './definition.js';
import { DEFINITIONS } from './golden-strategies.js';
import { loadGoldens, loadGoldenSeries, missingReference, type Golden } from './reference.js';
import { toSettings } from './settings.js';

const missing = missingReference();

const goldens = missing === undefined ? loadGoldens() : [];

(missing === undefined ? describe : describe.skip)(
  `golden runs of the peer under preset backtesting_py${missing ?? ''}`,
  () => {
    it('finds the files', () => expect(goldens.length).toBeGreaterThan(0));

    it.each(goldens.map((golden): [string, Golden] => [golden.id, golden]))(
      'reproduces %s',
      (_id, golden) => {
        const outcome = runBacktest({
          series: [loadGoldenSeries(golden)],
          strategy: toStrategy(golden, DEFINITIONS[golden.strategy]),
          request: toSettings(golden),
        });
        expect(differencesFrom(golden, outcome).slice(0, 10)).toEqual([]);
      },
    );

    const stated = goldens.filter((golden) => golden.strategy in DOCUMENTS);
    it.each(stated.map((golden): [string, Golden] => [golden.id, golden]))(
      'reproduces %s through strategy.v1',
      (_id, golden) => {
        const series = loadGoldenSeries(golden);
        const settings = toSettings(golden);
        const outcome = runBacktest({
          series: [series],
          strategy: compileGolden(golden, series.symbol),
          request: { ...settings, execution: { ...settings.execution, warmupBars: golden.warmup_index } },
        });
        expect(differencesFrom(golden, outcome).slice(0, 10)).toEqual([]);
      },
    );
  },
);
