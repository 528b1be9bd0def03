import { BacktestRunPayload } from './payloads/index.js';
import { parsePayload } from './parse-payload.js';

describe('parsePayload', () => {
  test('gives the class that the registry names', async () => {
    const payload = await parsePayload('backtest_run', { strategy: { a: 1 }, request: {} });
    expect(payload).toBeInstanceOf(BacktestRunPayload);
    expect(payload.strategy).toEqual({ a: 1 });
  });

  test('accepts the empty payload of a job that needs to be told nothing', async () => {
    await expect(parsePayload('cleanup', {})).resolves.toEqual({});
  });

  test('reads the empty payload of a job once, and nobody can change what came of it', async () => {
    const first = await parsePayload('cleanup', {});
    expect(await parsePayload('cleanup', {})).toBe(first);
    expect(Object.isFrozen(first)).toBe(true);
  });

  test('lists every fault with its place', async () => {
    const parsing = parsePayload('backtest_run', { strategy: 'none', extra: 1 });
    await expect(parsing).rejects.toMatchObject({ code: 'PAYLOAD_INVALID' });
    const faults = await parsing.catch((error: { faults: { path: string }[] }) => error.faults);
    expect((faults as { path: string }[]).map((fault) => fault.path).sort()).toEqual([
      '/extra',
      '/request',
      '/strategy',
    ]);
  });

  test('says once of a value of the wrong type what it has to be, and what is no member at all', async () => {
    await expect(parsePayload('historical_prices', { symbols: 'AAPL', bogus: 1 })).rejects.toMatchObject({
      faults: [
        { path: '/bogus', code: 'whitelistValidation', message: "unknown key 'bogus'" },
        { path: '/symbols', code: 'isArray', message: 'symbols must be an array' },
      ],
    });
  });
});
