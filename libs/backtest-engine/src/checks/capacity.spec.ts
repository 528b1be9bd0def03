import { drawBars, scripted, toSettings, type Drawn, type Script } from '../../testing/drawn-run.js';
import { PreparedRun } from '../prepared-run.js';
import { runPrepared, WHOLE_RUN } from '../run-backtest.js';
import { measureCapacity, type Capacity } from './capacity.js';

const quiet: Drawn = [100, 101, 99, 100];

/** Six bars with those volumes; the capital is 1000. */
function measure(script: Script, volumes: readonly number[]): Capacity {
  const series = drawBars([quiet, quiet, quiet, quiet, quiet, quiet]);
  series.volume.set(volumes);
  const run = new PreparedRun({ series: [series], strategy: scripted(script), request: toSettings({}) });
  return measureCapacity(run, runPrepared(run, WHOLE_RUN).simulation);
}

describe('the capacity of a run', () => {
  it('is the capital at which its largest fill is a twentieth of its bar', () => {
    const script: Script = {
      1: (context) => context.buy({ units: 4 }),
      3: (context) => context.closePosition(),
    };
    expect(measure(script, [1000, 1000, 1000, 1000, 400, 1000])).toEqual({
      ...{ volumeShare: 0.05, largestShare: 0.01, symbol: 'X', bar: 4, sizeFactor: 5, capital: 5000 },
      fillsWithoutVolume: 0,
    });
  });

  it('leaves out fills in bars without volume, and counts them', () => {
    const script: Script = {
      1: (context) => context.buy({ units: 4 }),
      3: (context) => context.closePosition(),
    };
    expect(measure(script, [0, 0, 800, 0, 0, 0])).toMatchObject({
      largestShare: 0.005,
      fillsWithoutVolume: 1,
    });
    expect(measure(script, [0, 0, 0, 0, 0, 0])).toMatchObject({
      ...{ largestShare: null, sizeFactor: null, capital: null, fillsWithoutVolume: 2 },
    });
  });

  it('is not known where nothing was traded', () => {
    expect(measure({}, [1, 1, 1, 1, 1, 1])).toMatchObject({ capital: null, fillsWithoutVolume: 0 });
  });
});
