import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { TableBatch, TableBatches, TableColumn } from './table.js';
import { FILE_FORMATS, type FileFormatName } from './table-format.js';

export interface TableFile {
  /** Of the file, without its ending. */
  name: string;
  columns: readonly TableColumn[];
  batches: TableBatches;
}

/** A table as a file, written batch by batch as fast as it is taken. What fails before the first of them is thrown. */
export async function sendTable(
  reply: FastifyReply,
  format: FileFormatName,
  table: TableFile,
): Promise<StreamableFile> {
  const { media, extension, encode } = FILE_FORMATS[format];
  const batches = await withFirst(table.batches);
  const name = table.name.replace(/[^\w.-]/g, '_');
  void reply.header('Content-Disposition', `attachment; filename="${name}.${extension}"`);
  const type = format === 'csv' ? `${media}; charset=utf-8; header=present` : media;
  const bytes: AsyncIterable<string | Uint8Array> = encode(table.columns, batches);
  return new StreamableFile(Readable.from(bytes, { objectMode: false }), { type });
}

async function withFirst(batches: TableBatches): Promise<AsyncIterable<TableBatch>> {
  const rest = (async function* () {
    yield* batches;
  })();
  const first = await rest.next();
  return (async function* () {
    if (first.done) return;
    yield first.value;
    yield* rest;
  })();
}

/** A page that is a file says where the next one is. */
export function linkNext(reply: FastifyReply, cursor: string | null): void {
  if (cursor === null) return;
  const address = new URL(reply.request.url, 'http://localhost');
  address.searchParams.set('cursor', cursor);
  void reply.header('Link', `<${address.pathname}${address.search}>; rel="next"`);
}
