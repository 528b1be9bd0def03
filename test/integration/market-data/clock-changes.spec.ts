import { listGaps, listRestless, openWeek, type OpenWeek } from './open-week.js';

/** On a machine that does nothing else it takes a fraction of it. */
const TIMEOUT = 120_000;

let open: OpenWeek;

afterEach(() => open.close());

test.each([
  {
    ...{ change: 'forward', start: '2026-03-07T22:10:30Z', end: '2026-03-09T14:10:00Z' },
    ...{ opens: '03-09T13:30', hoursOfSunday: 23, prices: ['03-07T22:30', '03-08T21:30'] },
  },
  {
    ...{ change: 'back', start: '2026-10-31T21:10:30Z', end: '2026-11-02T15:10:00Z' },
    ...{ opens: '11-02T14:30', hoursOfSunday: 25, prices: ['10-31T21:30', '11-01T22:30'] },
  },
])(
  'the weekend on which clocks go $change: each slot once, by the clocks of New York',
  async ({ start, end, opens, hoursOfSunday, prices }) => {
    open = await openWeek(start);
    const { week, record } = open;
    await week.reschedule('stock_quotes', '*/30 * * * *');
    await week.reschedule('options_chain', '0 * * * *');
    await week.reschedule('news', '30 * * * *');
    await week.goTo(Date.parse(end));

    expect(await record.slotsOf('historical_prices')).toEqual(prices);
    expect((await record.slotsOf('stock_quotes'))[0]).toBe(opens);
    const news = await record.select(`
      select to_char(slot at time zone 'America/New_York', 'Dy') as day, count(*)::int from tasks
      where job = 'news' and slot is not null group by 1`);
    expect(news).toContainEqual({ day: 'Sun', count: hoursOfSunday });
    for (const outcome of Object.values(await record.outcomes())) expect(outcome).toMatch(/^ok \d+$/);
    expect(await listGaps(open)).toEqual([]);
    expect(await listRestless(open)).toEqual([]);
    expect(await record.unexplained()).toEqual([]);
  },
  TIMEOUT,
);
