import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { csvHeader, CSV_MEDIA_TYPE, toCsvLines } from './csv.js';
import type { TableRow } from './table-rows.js';

/** CSV as a stream: a header, then the lines of one batch of rows after the other. */
export function sendCsv(
  reply: FastifyReply,
  fileName: string,
  columns: readonly string[],
  batches: AsyncIterable<readonly TableRow[]> | Iterable<readonly TableRow[]>,
): StreamableFile {
  async function* lines(): AsyncGenerator<string> {
    yield csvHeader(columns);
    for await (const rows of batches) yield toCsvLines(rows, columns);
  }
  void reply.header('Content-Disposition', `attachment; filename="${fileName}"`);
  return new StreamableFile(Readable.from(lines()), { type: CSV_MEDIA_TYPE });
}

/** A page of CSV says where the next one is. */
export function linkNext(reply: FastifyReply, path: string, cursor: string | null, limit: number): void {
  if (cursor === null) return;
  void reply.header('Link', `<${path}?format=csv&limit=${limit}&cursor=${cursor}>; rel="next"`);
}
