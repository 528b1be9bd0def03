import { Inject, Injectable, type StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { cursorOf, DatasetRepository, type ColumnCondition, type RowQuery, type StoredRow } from '#database';
import { toColumnName, type RowDataset } from '#domain';
import { toAsOfInstant, toOpenTimeRange } from '#market-data';
import { toJsonRows } from '../../tables/json-rows.js';
import { linkNext, sendTable } from '../../tables/send-table.js';
import { toBatch, type TableBatch } from '../../tables/table.js';
import { tableFormatOf } from '../../tables/table-format.js';
import { toSymbolList } from '../symbol-list.js';
import { datasetColumns, memberOf } from './dataset-columns.js';
import type { DatasetEndpoint } from './dataset-endpoints.js';
import type { DatasetPageDto } from './dataset-page.dto.js';
import type { DatasetQuery } from './dataset-query.dto.js';

interface RowPage {
  rows: StoredRow[];
  /** Null on the last page. */
  next: string | null;
}

/** Reads rows of datasets as queries ask for them. */
@Injectable()
export class DatasetReader {
  constructor(@Inject(DatasetRepository) private readonly datasets: DatasetRepository) {}

  /** A page as JSON, or all rows (a page where there is a limit) as a file. @throws BarkeepError PARAMETER_INVALID. */
  async answer(
    endpoint: DatasetEndpoint,
    query: DatasetQuery,
    accept: string | undefined,
    reply: FastifyReply,
  ): Promise<DatasetPageDto | StreamableFile> {
    const { dataset, largestPage } = endpoint;
    const format = tableFormatOf(query.format, accept);
    const wanted = toRowQuery(endpoint, query);
    const columns = datasetColumns(dataset);
    if (format !== 'json' && query.limit === undefined) {
      const batches = this.batches(dataset, { ...wanted, limit: largestPage });
      return sendTable(reply, format, { name: dataset, columns, batches });
    }
    const { rows, next } = await this.page(dataset, wanted);
    const batch = toBatch(rows, columns, memberOf);
    if (format === 'json')
      return { dataset, as_of: query.as_of ?? null, items: toJsonRows(columns, batch), next_cursor: next };
    linkNext(reply, next);
    return sendTable(reply, format, { name: dataset, columns, batches: [batch] });
  }

  private async *batches(dataset: RowDataset, query: RowQuery): AsyncGenerator<TableBatch> {
    const columns = datasetColumns(dataset);
    for (let after = query.after, isFirst = true; isFirst || after !== undefined; isFirst = false) {
      const { rows, next } = await this.page(dataset, { ...query, after });
      yield toBatch(rows, columns, memberOf);
      after = next ?? undefined;
    }
  }

  private async page(dataset: RowDataset, query: RowQuery): Promise<RowPage> {
    const found = await this.datasets.query(dataset, { ...query, limit: query.limit + 1 });
    const rows = found.slice(0, query.limit);
    return { rows, next: found.length > query.limit ? cursorOf(dataset, rows[rows.length - 1]) : null };
  }
}

function toRowQuery({ largestPage, filters }: DatasetEndpoint, query: DatasetQuery): RowQuery {
  const { symbols, series, from, to, as_of: asOf, order, cursor, limit = largestPage / 10 } = query;
  const range = toOpenTimeRange({ start: from, end: to }, '1d', 'UTC');
  const given = query as unknown as Readonly<Record<string, ColumnCondition | undefined>>;
  const where = filters.flatMap((member) => {
    const value = given[toColumnName(member)];
    return value === undefined ? [] : [[member, value] as const];
  });
  return {
    subjects: toSymbolList(symbols ?? series),
    from: range.start,
    to: range.end,
    asOf: toAsOfInstant(asOf, 'UTC'),
    order,
    after: cursor,
    limit,
    where: Object.fromEntries(where),
  };
}
