import { createHash } from 'node:crypto';
import type { RowsSource } from '../market-data-provider.js';
import { memberOf } from '../read-json.js';
import { knownAfter } from '../rows/publication.js';
import { toDateText, toNumber, toText, type DraftRow } from '../rows/read-columns.js';
import { bySubject } from '../rows/rows-source.js';
import type { FmpList } from './fmp-list.js';

/** Which calls there were, then a request for each of the days asked for. */
export function createFmpTranscripts(list: FmpList): RowsSource<'earnings_transcripts'> {
  return bySubject('fmp', 'earnings_transcripts', async (symbol, { from, to, signal }) => {
    const calls = (await list('/earning-call-transcript-dates', { symbol }, signal)).filter((call) => {
      const date = toDateText(memberOf(call, 'date'));
      return date !== null && date >= from && date <= to;
    });
    const drafts = [];
    for (const call of calls) {
      const [year, quarter] = ['fiscalYear', 'quarter'].map((name) => Number(memberOf(call, name)));
      const found = await list('/earning-call-transcript', { symbol, year, quarter }, signal);
      drafts.push(...found.map((row) => ({ symbol, ...readTranscript(row) })));
    }
    return drafts;
  });
}

function readTranscript(row: unknown): DraftRow<'earnings_transcripts'> {
  const content = toText(memberOf(row, 'content'));
  const date = toDateText(memberOf(row, 'date'));
  return {
    ...{ date, publishedAt: knownAfter(date), content },
    fiscalYear: toNumber(memberOf(row, 'year')),
    fiscalQuarter: toNumber(String(memberOf(row, 'period')).replace(/^Q/, '')),
    contentHash: content && createHash('sha256').update(content).digest('hex'),
  };
}
