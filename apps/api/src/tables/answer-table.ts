import { applyDecorators, type StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { ColumnTable } from '#domain';
import { Operation } from '../openapi/operation.decorator.js';
import { batchesOf, columnsOf, toRows } from './column-table.js';
import { parseCursor, toCursor } from './cursor.js';
import { DEFAULT_PAGE, type PageQuery } from './page-query.dto.js';
import { linkNext, sendTable } from './send-table.js';
import { AnswersTable } from './table-answer.decorator.js';
import { tableFormatOf } from './table-format.js';
import { TablePageDto } from './table-page.dto.js';

/** How a table of a task's result is asked for. */
export interface TableRequest {
  taskId: string;
  query: PageQuery;
  accept: string | undefined;
  reply: FastifyReply;
}

/** A page of a result's table, or all of it as a file. `toItems` gives the rows of a page in JSON. */
export function answerTable(
  name: string,
  table: ColumnTable,
  { taskId, query, accept, reply }: TableRequest,
  toItems: (from: number, to: number) => object[] = (from, to) => toRows(table, from, to),
): TablePageDto | Promise<StreamableFile> {
  const format = tableFormatOf(query.format, accept);
  const from = Math.max(0, parseCursor(query.cursor));
  const limit = query.limit ?? (format === 'json' ? DEFAULT_PAGE : table.length);
  const to = Math.min(table.length, from + limit);
  const next = to < table.length ? toCursor(to) : null;
  if (format === 'json')
    return { task_id: taskId, total: table.length, items: toItems(from, to), next_cursor: next };
  linkNext(reply, next);
  const file = { name: `${taskId}-${name}`, columns: columnsOf(table), batches: batchesOf(table, from, to) };
  return sendTable(reply, format, file);
}

/** What such tables have in common in the API description. */
export function TableOperation(id: string, summary: string): MethodDecorator {
  return applyDecorators(
    Operation({
      id,
      summary,
      description: 'JSON by pages; CSV, Arrow or Parquet by `format` or the Accept header.',
      errors: [
        'TASK_NOT_FOUND',
        'TASK_NOT_FINISHED',
        'TASK_FAILED',
        'PARAMETER_INVALID',
        'MEDIA_NOT_ACCEPTABLE',
      ],
    }),
    AnswersTable(TablePageDto, 'A page of rows.'),
  );
}
