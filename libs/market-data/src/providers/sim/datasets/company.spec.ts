import { toDate } from '#domain';
import { pricesOf, rowsOf, SHARES } from '../testing/sim-rows.js';

const DAY = 86_400_000;

describe('sim: a company', () => {
  const wide = { from: '2000-01-01', subjects: SHARES };

  test('keeps books that balance and carry forward', async () => {
    const rows = await rowsOf('fundamentals', wide);
    const of = (symbol: string, statement: string, type: string) =>
      rows.filter((row) => row.symbol === symbol && row.statement === statement && row.periodType === type);
    for (const symbol of SHARES) {
      const [income, balance, cash] = ['income', 'balance', 'cash_flow'].map((each) =>
        of(symbol, each, 'quarter'),
      );
      expect(income.length).toBeGreaterThan(100);
      income.forEach((row, index) => {
        const [now, before, flow] = [balance[index], balance[index - 1], cash[index]];
        expect(row.consolidatedNetIncome! / row.weightedAverageBasicShares!).toBeCloseTo(
          row.basicEarningsPerShare!,
          3,
        );
        expect(row.revenue! - row.costOfRevenue!).toBe(row.grossProfit);
        expect(now.totalAssets).toBe(now.totalLiabilities! + now.totalStockholdersEquity!);
        expect(flow.freeCashFlow).toBe(flow.operatingCashFlow! + flow.capitalExpenditure!);
        if (!before) return;
        const { dividendsPaid, repurchases } = flow.extra as Record<string, number>;
        const left = flow.freeCashFlow! + dividendsPaid + repurchases;
        expect(now.cashAndCashEquivalents! - before.cashAndCashEquivalents!).toBe(left);
        const year = income.slice(index - 3, index + 1).map((quarter) => quarter.revenue!);
        const ttm = of(symbol, 'income', 'ttm').find(({ periodEnding }) => periodEnding === row.periodEnding);
        if (ttm) expect(ttm.revenue).toBe(year.reduce((sum, revenue) => sum + revenue, 0));
      });
      expect(Math.min(...balance.map((row) => row.cashAndCashEquivalents!))).toBeGreaterThan(0);
    }
  });

  test('publishes after its period ends, the same earnings everywhere', async () => {
    const [statements, reports] = [await rowsOf('fundamentals', wide), await rowsOf('earnings', wide)];
    for (const row of statements)
      expect(row.publishedAt).toBeGreaterThan(Date.parse(row.periodEnding) + 20 * DAY);
    for (const report of reports) {
      const row = statements.find(
        ({ symbol, statement, periodType, periodEnding }) =>
          `${symbol} ${statement} ${periodType} ${periodEnding}` ===
          `${report.symbol} income quarter ${report.periodEnding}`,
      );
      if (row) expect(row.basicEarningsPerShare).toBe(report.epsActual);
    }
  });

  test('opens higher on a good surprise and lower on a bad one', async () => {
    const moves: [surprise: number, move: number][] = [];
    for (const symbol of SHARES) {
      const { bars, actions } = await pricesOf(symbol, '2000-01-01');
      for (const report of await rowsOf('earnings', { ...wide, subjects: [symbol] })) {
        const isBefore = new Date(report.publishedAt!).getUTCHours() < 14;
        const at = bars.findIndex(({ openTime }) => {
          const day = toDate(openTime);
          return isBefore ? day >= report.reportDate! : day > report.reportDate!;
        });
        const hasSplit = actions.some(
          ({ exDate, kind }) => kind === 'split' && exDate === toDate(bars[at].openTime),
        );
        if (!hasSplit) moves.push([report.surpriseFraction!, bars[at].open / bars[at - 1].close - 1]);
      }
    }
    expect(moves.length).toBeGreaterThan(600);
    const clear = moves.filter(([surprise]) => Math.abs(surprise) > 0.06);
    const agreeing = clear.filter(([surprise, move]) => Math.sign(surprise) === Math.sign(move));
    expect(agreeing.length / clear.length).toBeGreaterThan(0.9);
  });

  test('pays the dividends of its prices, and shows one that is declared before its ex-date', async () => {
    const paid = await rowsOf('dividends', { from: '2000-01-01', to: '2026-11-20', subjects: ['CORE'] });
    const { actions } = await pricesOf('CORE', '2000-01-01');
    const cash = actions.filter(({ kind }) => kind === 'dividend');
    expect(paid.map(({ exDividendDate, amount }) => [exDividendDate, amount])).toEqual(
      cash.map(({ exDate, value }) => [exDate, value]),
    );
    const { publishedAt, exDividendDate, amount } = paid.at(-1)!;
    const early = await rowsOf('dividends', { subjects: ['CORE'], now: publishedAt! + 1 });
    expect(early.at(-1)).toMatchObject({ exDividendDate, amount });
    expect(await rowsOf('dividends', { subjects: ['CORE'], now: publishedAt! - 1 })).toHaveLength(
      early.length - 1,
    );
  });

  test('announces its reports, confirms the dates, and then says what came of them', async () => {
    const report = (await rowsOf('earnings', { ...wide, subjects: ['ACME'] })).at(-1)!;
    const at = async (now: number) =>
      (await rowsOf('earnings_calendar', { subjects: ['ACME'], now })).find(
        ({ periodEnding }) => periodEnding === report.periodEnding,
      );
    const { publishedAt, reportDate, epsActual, epsEstimated } = report;
    const yearAgo = (await rowsOf('earnings', { ...wide, subjects: ['ACME'] })).at(-5)!;
    const epsPrevious = yearAgo.epsActual;
    expect(await at(publishedAt! - 105 * DAY)).toBeUndefined();
    expect(await at(publishedAt! - 60 * DAY)).toMatchObject({
      ...{ confirmed: false, epsConsensus: null, epsPrevious },
    });
    expect(await at(publishedAt! - 10 * DAY)).toMatchObject({
      ...{ confirmed: true, reportDate, epsConsensus: epsEstimated, epsActual: null },
    });
    expect(await at(publishedAt!)).toMatchObject({ confirmed: true, reportDate, epsActual, epsPrevious });
  });
});
