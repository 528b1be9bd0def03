import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileStrategy } from './compile-strategy.js';

const FOLDER = join(process.cwd(), 'examples');

function read(...path: string[]): unknown {
  return JSON.parse(readFileSync(join(FOLDER, ...path), 'utf8'));
}

describe('examples', () => {
  const files = readdirSync(join(FOLDER, 'strategies')).filter((name) => name.endsWith('.json'));

  it.each(files)('strategies/%s compiles without a fault and hardly a warning', (file) => {
    const outcome = compileStrategy(read('strategies', file));
    expect(outcome).toMatchObject({ ok: true });
    const codes = outcome.warnings.map(({ code }) => code);
    expect(codes.filter((code) => code !== 'W_EXIT_MISSING')).toEqual([]);
    expect(outcome).toMatchObject({ strategy: { canonical: { description: expect.stringMatching(/\.$/) } } });
  });

  it('sma-cross.json is the body of a run whose strategy decides from bar 20 on', () => {
    const body = read('sma-cross.json') as { strategy: unknown; symbols: string[] };
    const outcome = compileStrategy(body.strategy, { symbols: body.symbols, warmup: 'first_defined' });
    expect(outcome).toMatchObject({
      ok: true,
      warnings: [],
      strategy: { warmupBars: 19, symbols: ['AAPL'] },
    });
  });
});
