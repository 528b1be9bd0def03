import type { RowsSource } from '../market-data-provider.js';
import { listOf, memberOf } from '../read-json.js';
import { readColumns, type DraftRow } from '../rows/read-columns.js';
import { ofDays } from '../rows/rows-source.js';
import type { FredGet } from './fred-get.js';

const PAGE = 1_000;

/** The days on which statistics are released, those to come included; neither hours nor values are told. */
export function createFredEvents(get: FredGet): RowsSource<'economic_events'> {
  return ofDays('fred', 'economic_events', async ({ from, to, signal }) => {
    const drafts: DraftRow<'economic_events'>[] = [];
    for (let offset = 0; ; offset += PAGE) {
      const query = {
        ...{ realtime_start: from, realtime_end: to, include_release_dates_with_no_data: 'true' },
        ...{ order_by: 'release_date', sort_order: 'asc', limit: PAGE, offset },
      };
      const found = listOf(memberOf(await get('/releases/dates', query, signal), 'release_dates'));
      for (const release of found)
        drafts.push({
          ...readColumns('economic_events', { event: 'release_name', date: 'date' }, release),
          country: 'US',
        });
      if (found.length < PAGE) return drafts;
    }
  });
}
