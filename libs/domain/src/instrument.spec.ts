import { isSymbol } from './instrument.js';

describe('symbols', () => {
  it.each(['AAPL', '^GSPC', 'BRK.B', 'EURUSD=X', 'BTC-USD', '600519'])('may be %s', (symbol) => {
    expect(isSymbol(symbol)).toBe(true);
  });

  it.each(['', 'aapl', '../ETC', 'A B', '.A', 'A'.repeat(33), 'A\n'])('may not be %j', (symbol) => {
    expect(isSymbol(symbol)).toBe(false);
  });
});
