import { calendarOfSymbol, toSymbolKind } from './symbol-kind.js';

describe('the kind of a symbol', () => {
  it.each([
    ['AAPL', 'share', 'XNYS'],
    ['BRK-B', 'share', 'XNYS'],
    ['^GSPC', 'index', 'XNYS'],
    ['BTC-USD', 'pair', 'always'],
    ['ETHUSDT', 'pair', 'always'],
    ['EURUSD=X', 'pair', 'always'],
  ])('of %s is %s, and it trades by %s', (symbol, kind, calendar) => {
    expect(toSymbolKind(symbol)).toBe(kind);
    expect(calendarOfSymbol(symbol).id).toBe(calendar);
  });
});
